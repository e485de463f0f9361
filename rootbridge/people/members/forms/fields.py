"""Fields of a profile: names in one alphabet, choices with kind words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.badges import bears_badge
from rootbridge.base.core.forms import LineField
from rootbridge.base.core.lookalikes import Lookalike, one_alphabet

CHOOSE = _("Choose one of these.")
MIXED = _("“%(word)s” mixes letters of two alphabets that look alike. Type it once more in one alphabet.")
BADGE = _("A name has no ticks, stars, pictures or words such as “verified”. Leave them out.")


class NameField(LineField):
    """A name of a person or a town."""

    def clean(self, value):
        """Checked here and not earlier, so that a name that is refused comes back as it was typed."""
        try:
            plain = one_alphabet(super().clean(value))
        except Lookalike as odd:
            raise forms.ValidationError(MIXED, code="lookalike", params={"word": odd.word[:40]}) from None
        if bears_badge(plain) or bears_badge(str(value or "")):
            raise forms.ValidationError(BADGE, code="badge")
        self.run_validators(plain)  # a shape may stand for several letters
        return plain


def one_of(choices, *, label, required=False, radios=True, **options):
    """One choice, as radio buttons or a list; none is fine unless required."""
    return forms.ChoiceField(
        label=label, choices=choices, required=required, widget=forms.RadioSelect if radios else forms.Select,
        error_messages={"invalid_choice": CHOOSE, "required": CHOOSE}, **options,
    )  # fmt: skip


def any_of(choices, *, label, **options):
    """Any number of ticks."""
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": CHOOSE, "invalid_list": CHOOSE}, **options,
    )  # fmt: skip
