"""Asking to look at a member's data."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import TextField

from .. import looking

REASON_LENGTH, SHORTEST_REASON = 300, 15


class LookForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail of the member"), max_length=254,
        help_text=_("The exact address, as the person gave it to you. You cannot search for people here."),
        error_messages={"required": _("Write the e-mail address that the person gave you."),
                        "invalid": _("Write an e-mail address, like ana@example.org.")},
    )  # fmt: skip
    keys = forms.MultipleChoiceField(
        label=_("What you need to see"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick no more than you need."),
        error_messages={"required": _("Tick what you need to see."), "invalid_choice": _("Tick what you need to see.")},
    )  # fmt: skip
    reason = TextField(
        label=_("Your reason"), max_length=REASON_LENGTH, min_length=SHORTEST_REASON,
        help_text=_("The member reads it, with your name and the time."),
        error_messages={"required": _("Write the reason: the member reads it."),
                        "min_length": _("Write a whole sentence: the member reads it.")},
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["keys"].choices = [(kind.key, looking.TITLES[kind.key]) for kind in looking.kinds()]
