"""Asking for another person: what the form wants to know of it, and no more."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Knowing, Whom


class OnBehalf(forms.Form):
    """``cleaned_data["behalf"]``: None, or what `intake.put` wants."""

    whom = forms.ChoiceField(
        label=_("For whom do you ask?"), choices=[("", _("Myself")), *Whom.choices], widget=forms.RadioSelect,
        required=False, error_messages={"invalid_choice": _("Choose one of these.")},
    )  # fmt: skip
    knows = forms.ChoiceField(
        label=_("Do they know that you ask?"), choices=Knowing.choices, widget=forms.RadioSelect, required=False,
        help_text=_(
            "It is about them, so they have a right to see it and to stop it. Write only what the answer needs: no "
            "full name, no number, no illness unless it matters. You get a second PIN for them."
        ),
        error_messages={"invalid_choice": _("Choose one of these.")},
    )  # fmt: skip
    their_email = forms.EmailField(
        label=_("Their e-mail"), max_length=254, required=False,
        help_text=_("If you give it, they get a letter: that there is a question, and how to see or stop it."),
        error_messages={"invalid": _("This is not yet an address. It should look like ana@example.org.")},
    )  # fmt: skip

    def clean(self):
        said = super().clean()
        whom = said.get("whom")
        if not whom:
            said["behalf"] = None
            for name in ("knows", "their_email"):
                self.errors.pop(name, None)
        elif not said.get("knows") and "knows" not in self.errors:
            self.add_error("knows", _("Say whether they know: the office must not tell more than they agreed to."))
        else:
            said["behalf"] = {"whom": whom, "knows": said.get("knows"), "address": said.get("their_email", "")}
        return said
