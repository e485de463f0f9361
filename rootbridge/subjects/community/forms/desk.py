"""The back office's forms on groups."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import LineField

from .group import WhyForm


class CloseForm(WhyForm):
    successor = LineField(
        label=_("Address of the group where it goes on"), max_length=300, required=False,
        help_text=_("Copy it from its page. Members are invited there; nobody is moved."),
    )  # fmt: skip
    field_order = ["reason", "successor"]

    @property
    def slug(self) -> str:
        """The slug at the end of the address."""
        return self.cleaned_data.get("successor", "").partition("?")[0].rstrip("/").rpartition("/")[2]


class FindForm(forms.Form):
    q = LineField(label=_("Name of the group"), max_length=80, required=False)
