"""A list of offices as a file, and which of its columns is which."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rootbridge.people.offices.importing.columns import COLUMNS, NEEDED
from rootbridge.people.offices.importing.sheet import MOST_BYTES, Refused, head_of

TOO_LARGE = _("The file is larger than 5 MB. Send it in pieces of at most 5,000 lines.")


class ListForm(forms.Form):
    """``cleaned_data``: ``name``, ``body``, ``headings``."""

    file = forms.FileField(
        label=_("File"), help_text=_("CSV in UTF-8 or XLSX, at most 5 MB and 5,000 lines."),
        error_messages={"required": _("Choose a file first."), "empty": _("The file is empty.")},
    )  # fmt: skip

    def __init__(self, data=None, files=None, *, was_cut=False):
        super().__init__(data, files)
        self.was_cut = was_cut

    def clean(self):
        said, file = super().clean(), self.cleaned_data.get("file")
        if self.was_cut or (file and (getattr(file, "is_too_big", False) or file.size > MOST_BYTES)):
            self.errors.pop("file", None)
            self.add_error("file", TOO_LARGE)
        elif file:
            said["name"], said["body"] = file.name, file.read()
            try:
                said["headings"] = head_of(file.name, said["body"])
            except Refused as refused:
                for _line, reason in refused.faults:
                    self.add_error("file", reason)
        return said


class ColumnsForm(forms.Form):
    """Which heading of the file holds which of our columns."""

    def __init__(self, data=None, *, headings, mapping):
        super().__init__(data, initial=mapping)
        choices = [("", _("Not in the file")), *((heading, heading) for heading in headings)]
        for key, (title, _names) in COLUMNS.items():
            self.fields[key] = forms.ChoiceField(
                label=title, choices=choices, required=key in NEEDED,
                error_messages={"required": _("Choose its column."), "invalid_choice": _("Choose one from the list.")},
            )  # fmt: skip

    def clean(self):
        said = super().clean()
        seen = {}
        for key, heading in said.items():
            if heading and heading in seen:
                self.add_error(key, _("This column is taken already. Choose each once."))
            seen[heading] = key
        return said

    @property
    def mapping(self) -> dict:
        return {key: heading for key, heading in self.cleaned_data.items() if heading}
