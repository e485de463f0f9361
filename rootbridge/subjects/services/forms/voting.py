"""In which country to vote."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rootbridge.base.design.formats import number

from ..voting import Ballot


class BallotForm(forms.Form):
    """Offers the countries that have polling places, each with how many."""

    country = forms.ChoiceField(label=_("Country you live in"), required=False)

    def __init__(self, ballot: Ballot):
        super().__init__(initial={"country": ballot.country})
        lands = [(code, f"{name} ({number(count)})") for code, name, count in ballot.countries]
        self.fields["country"].choices = [("", _("Choose a country")), *lands]
