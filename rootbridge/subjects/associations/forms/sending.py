"""Papers of a registration, and the address for the link to go on."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import LineField
from rootbridge.people.members.forms.sign_in import NO_ADDRESS, plain_address
from rootbridge.people.organisations.models import Paper
from rootbridge.people.organisations.models.paper import MOST
from rootbridge.shared.conversations.forms import FilesField


class PapersForm(forms.Form):
    """``draft``: the registration that they come with."""

    files = FilesField(label=_("Papers"), required=False)

    def __init__(self, data=None, files=None, *, draft):
        self.draft = draft
        super().__init__(data, files)

    def clean_files(self):
        files = self.cleaned_data["files"]
        if len(files) + self.draft.papers.count() > MOST:
            raise ValidationError(_("At most six papers come with a registration. Take one out first."), code="many")
        return files

    def keep(self, *, by) -> list[Paper]:
        return [Paper.keep(file, by=by, registration=self.draft) for file in self.cleaned_data["files"]]

    @property
    def values(self) -> dict:
        return {}


class LinkForm(forms.Form):
    email = LineField(
        label=_("Your e-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": NO_ADDRESS},
    )  # fmt: skip

    def clean_email(self):
        try:
            return plain_address(self.cleaned_data["email"])
        except ValidationError:
            raise ValidationError(NO_ADDRESS, code="address") from None
