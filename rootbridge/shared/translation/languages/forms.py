"""Which texts and languages to see; a term of the glossary; a file that is brought."""

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import LineField, TextField
from rootbridge.base.reference.topics import Topic

from ..models.term import LONGEST, MOST_NAMES, distinct
from .kinds import titles
from .matrix import STATES

MOST_BYTES = 5_000_000


class MatrixForm(forms.Form):
    """Its ``initial`` says what holds; what is not on the lists is left out."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    topic = forms.ChoiceField(label=_("Topic"), required=False, choices=[("", _("All topics")), *Topic.choices])
    place = forms.ChoiceField(label=_("Belongs to"), required=False)
    office = forms.ChoiceField(label=_("Who answers"), required=False)
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("All languages")), *settings.LANGUAGES]
    )
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("Any")), *STATES])
    words = LineField(label=_("Words of the title"), required=False, max_length=80)

    @classmethod
    def read(cls, asked, wordings) -> "MatrixForm":
        """``wordings``: all that this user works on. Two queries."""
        form = cls(asked)
        form._offer(wordings)
        form.is_valid()
        shown = cls(initial={name: form.cleaned_data.get(name, "") for name in cls.base_fields})
        for name in ("kind", "place", "office"):
            shown.fields[name].choices = form.fields[name].choices
        return shown

    def _offer(self, wordings):
        self.fields["kind"].choices = [("", _("All")), *titles().items()]
        rows = wordings.order_by().select_related(None)
        places = {
            one.place.path: one.place.name(get_language()) for one in rows.distinct("place").select_related("place")
        }
        offices = {one.office.slug: one.office.name for one in rows.distinct("office").select_related("office")}
        self.fields["place"].choices = [("", _("Everywhere")), *sorted(places.items(), key=lambda one: one[0])]
        self.fields["office"].choices = [("", _("All offices")), *sorted(offices.items(), key=lambda one: one[1])]

    @property
    def is_empty(self) -> bool:
        return not any(self.initial.values())


class TermForm(forms.Form):
    """``term``: the one that is changed, None for a new one. Its cleaned ``names``: {language: [wanted, others]}."""

    key = forms.SlugField(
        label=_("Short name"), max_length=60,
        help_text=_("In Latin letters, without spaces: work-book. Sheets know the term by it."),
        error_messages={"required": _("Write something here."),
                        "invalid": _("Write letters a to z, numbers and hyphens.")},
    )  # fmt: skip
    note = LineField(label=_("What it means"), max_length=300, required=False)

    def __init__(self, *args, term=None, **options):
        super().__init__(*args, **options)
        self.term = term
        for code, native in settings.LANGUAGES:
            self.fields[f"name_{code}"] = TextField(label=native, max_length=LONGEST * MOST_NAMES, required=False)
        if term is not None:
            self.fields["key"].disabled = True

    @classmethod
    def of(cls, term, data=None) -> "TermForm":
        names = {f"name_{code}": "\n".join(names) for code, names in term.by_language.items()}
        return cls(data, initial={"key": term.key, "note": term.note, **names}, term=term)

    def clean(self):
        said = super().clean()
        names = {}
        for code, _native in settings.LANGUAGES:
            lines = [line for line in said.pop(f"name_{code}", "").splitlines() if line.strip()]
            if long := next((line for line in lines if len(line) > LONGEST), None):
                self.add_error(f"name_{code}", _("Shorten this line: “%(line)s…”") % {"line": long[:40]})
            if lines:
                names[code] = distinct(" ".join(line.split()) for line in lines)[:MOST_NAMES]
        if len(names) < 2 and not self.errors:
            self.add_error(None, _("Write it in two languages at least."))
        said["names"] = names
        return said


class BroughtForm(forms.Form):
    """``file``: XLIFF, PO or a ZIP of them, or a sheet of terms."""

    file = forms.FileField(
        label=_("File"),
        error_messages={"required": _("Choose a file."), "empty": _("This file is empty.")},
    )  # fmt: skip

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is larger than 5 MB."))
        return file
