"""A list of organisations: the file, and which column holds what."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import LineField
from rootbridge.base.files.contents import too_big
from rootbridge.people.members.forms.fields import one_of

from ..entries import FIELDS
from ..rows import MOST_LINES, Unreadable, rows_of

LABELS = {
    "name": _("Name"), "home": _("Place of origin"), "country": _("Country of residence"), "town": _("Town"),
    "kind": _("Kind"), "email": _("E-mail"), "phone": _("Telephone"), "website": _("Website"),
    "about": _("What it does"), "work": _("Fields of work"),
}  # fmt: skip


class ListForm(forms.Form):
    file = forms.FileField(label=_("List"), help_text=_("CSV (UTF-8) or XLSX, the first line names the columns."),
                           widget=forms.FileInput({"accept": ".csv,.xlsx"}),
                           error_messages={"required": _("Choose a file first."), "empty": _("The file is empty.")},
                           )  # fmt: skip
    source = LineField(
        label=_("Where it is from"), max_length=200, help_text=_("It stands on every page made from it.")
    )
    language = one_of(settings.LANGUAGES, label=_("Language of the names"), required=True, radios=False)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if getattr(file, "is_too_big", False):
            raise ValidationError(too_big(file.name), code="big")
        try:
            for _row in rows_of(file, file.name, most=MOST_LINES):
                pass
        except Unreadable as trouble:
            raise ValidationError(str(trouble), code="unreadable") from None
        file.seek(0)
        self.body = file.read()
        return file

    @property
    def values(self) -> dict:
        said = self.cleaned_data
        return {"name": said["source"], "language": said["language"], "body": self.body}


class MappingForm(forms.Form):
    """``header``: the first row."""

    def __init__(self, data=None, *, header, initial=None):
        first = {f"column_{name}": str(number) for name, number in (initial or {}).items()}
        super().__init__(data, initial=first)
        columns = [(str(number), cell or f"{number + 1}") for number, cell in enumerate(header)]
        for name in FIELDS:
            self.fields[f"column_{name}"] = one_of([("", _("Not in the list")), *columns], label=LABELS[name],
                                                   radios=False, required=name == "name")  # fmt: skip

    @property
    def mapping(self) -> dict[str, int]:
        said = {name: self.cleaned_data.get(f"column_{name}") for name in FIELDS}
        return {name: int(number) for name, number in said.items() if number}
