"""Judging what was sent in."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import TextField

from ..models import Outcome

CHOICES = [
    (Outcome.ACCEPTED, _("Publish it")),
    (Outcome.CHANGES, _("Ask for changes")),
    (Outcome.REFUSED, _("Refuse it")),
]
SHORTEST = 10


class VerdictForm(forms.Form):
    """``edition``: what stood on the page that was judged."""

    edition = forms.CharField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label=_("Your decision"), choices=CHOICES, widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three."), "invalid_choice": _("Choose one of the three.")},
    )  # fmt: skip
    words = TextField(
        label=_("Words for the author"), max_length=2000, required=False,
        help_text=_(
            "What should change, sentence by sentence; or why it cannot be published here. The author reads this, and "
            "can appeal against a refusal."
        ),
    )  # fmt: skip

    def clean(self):
        said = super().clean()
        if said.get("outcome") in (Outcome.CHANGES, Outcome.REFUSED) and len(said.get("words", "")) < SHORTEST:
            wanted = gettext("Write what should change.") if said["outcome"] == Outcome.CHANGES else ""
            self.add_error("words", wanted or gettext("Write the reason: the author must be able to understand it."))
        return said
