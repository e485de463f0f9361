"""Asking for contact, and answering."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import TextField
from rootbridge.people.members.forms.fields import NameField, one_of
from rootbridge.shared.moderation.clock import Reason

# Something that looks like an e-mail address, a link, or a telephone number of seven digits and more.
REACHES_OUT = re.compile(r"[\w.+-]+@[\w-]+\.\w|https?://|www\.|t\.me/|wa\.me/|(?:\d[\s().-]?){7,}")
SHORTEST = 20


class NameForm(forms.Form):
    name = NameField(
        label=_("Your name for them"),
        max_length=80,
        help_text=_("A first name is enough. It need not be your whole name."),
    )


class AskForm(NameForm):
    words = TextField(
        label=_("Your words to them"),
        max_length=600,
        min_length=SHORTEST,
        help_text=_(
            "Who you are, and what you would like to ask. They accept or decline; before that nothing more is sent."
        ),
        error_messages={"min_length": _("Write a sentence or two, so that they can decide.")},
    )
    sure = forms.BooleanField(label=_("I want to send my number or address all the same"), required=False)
    field_order = ["words", "name", "sure"]

    @property
    def reaches_out(self) -> bool:
        """Do the words hold an address or a number that cannot be taken back?"""
        return bool(self.is_bound and REACHES_OUT.search(str(self.data.get("words", ""))))

    def clean(self):
        said = super().clean()
        if REACHES_OUT.search(said.get("words", "")) and not said.get("sure"):
            self.add_error(
                "sure", _("There is a number, an address or a link in your words. You cannot take it back later.")
            )
        return said


class ReasonForm(forms.Form):
    reason = one_of(Reason.choices, label=_("What is wrong?"), required=True)
