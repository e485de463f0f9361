"""Words that mean one thing, as staff write them; and which searches to see in the report."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import TextField

from .models import WordGroup
from .models.group import LONGEST
from .query import Query

FEWEST, MOST = 2, 30
SPANS = {"7": timedelta(days=7), "30": timedelta(days=30), "183": timedelta(days=183)}


def folded(typed: str) -> str:
    """A word as it is looked for: "Carnet de muncă" is "carnet munca"."""
    return " ".join(Query.read(typed).words)


class GroupForm(forms.Form):
    """``group``: the one that is being changed, None for a new one. Its cleaned ``words``: (typed, folded) each."""

    language = forms.ChoiceField(
        label=_("Language of the words"), required=False, choices=[("", _("Several languages")), *settings.LANGUAGES],
        help_text=_("Where a word means something else in another language, that of the page decides."),
    )  # fmt: skip
    words = TextField(
        label=_("Words that mean the same"), max_length=2_500,
        help_text=_("One a line, as people type them. Whoever types one finds what is told with any other."),
    )  # fmt: skip

    def __init__(self, *args, group: WordGroup | None = None, **options):
        super().__init__(*args, **options)
        self.group = group

    def clean_words(self):
        found = {}
        for line in self.cleaned_data["words"].splitlines():
            line = " ".join(line.split())
            if len(line) > LONGEST:
                raise forms.ValidationError(_("Shorten this line: “%(line)s…”"), params={"line": line[:LONGEST]})
            key = folded(line)
            if line and len(key) < 2:
                raise forms.ValidationError(_("“%(line)s” is too short to be looked for."), params={"line": line})
            if line:
                found.setdefault(key, line)
        if not FEWEST <= len(found) <= MOST:
            raise forms.ValidationError(
                _("Write %(fewest)s to %(most)s different words, one a line."), params={"fewest": FEWEST, "most": MOST}
            )
        return [(typed, key) for key, typed in found.items()]

    def clean(self):
        said = super().clean()
        if "words" in said and "language" in said:
            keys = [key for _typed, key in said["words"]]
            taken = WordGroup.objects.holding(keys, said["language"], but=self.group and self.group.pk)
            if other := taken.with_terms().first():
                self.add_error("words", self.taken(other.terms))
        return said

    @staticmethod
    def taken(terms=()) -> forms.ValidationError:
        """What to say when a word stands in another group already."""
        words = ", ".join(terms)
        return forms.ValidationError(
            _("One of these words stands in another group of this language already: %(words)s. Add yours there."),
            params={"words": words},
        )


class ReportForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Language of the page"), required=False, choices=[("", _("All languages")), *settings.LANGUAGES]
    )
    since = forms.ChoiceField(
        label=_("Since"), required=False,
        choices=[("30", _("Last 30 days")), ("7", _("Last 7 days")), ("183", _("Last six months"))],
    )  # fmt: skip

    @classmethod
    def read(cls, asked) -> "ReportForm":
        """What was asked for; what is not on the lists is left out. Its ``initial`` says what holds."""
        form = cls(asked)
        form.is_valid()
        said = {name: form.cleaned_data.get(name, "") for name in cls.base_fields}
        return cls(initial=said | {"since": said["since"] or "30"})

    @property
    def length(self) -> timedelta:
        return SPANS[self.initial["since"]]


class MissForm(forms.Form):
    """One search of the report."""

    words = forms.CharField(max_length=100)
    language = forms.ChoiceField(choices=settings.LANGUAGES)
