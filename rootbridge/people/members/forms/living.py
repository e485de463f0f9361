"""Where I live: here at home, or in another country."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.bearings import Stage
from rootbridge.base.reference.models import Place

from ..homes import home_countries
from .fields import NameField, one_of

HOME, ABROAD = "home", "abroad"
AT_HOME = {Stage.HOME, Stage.RETURNED, Stage.PLANNING}


class LivingForm(forms.Form):
    """``member`` as they are; ``save`` changes them."""

    def __init__(self, data=None, *, member):
        self.member = member
        self.homes = home_countries(get_language())
        countries = Place.objects.countries().defer("keys", "also").sorted_by_name(get_language())
        self.countries = {country.code: country for country in countries}
        super().__init__(data, initial=self._initial())
        names = [(code, country.name(get_language())) for code, country in self.countries.items()]
        self.fields["where"] = one_of(
            [(HOME, _("I live here, at home")), (ABROAD, _("I live in another country"))], label=_("Where do you live?")
        )
        self.fields["country"] = one_of(
            [("", _("Choose a country")), *names], label=_("Country"), radios=False,
            help_text=_("Only if you live in another country."),
        )  # fmt: skip
        self.fields["town"] = NameField(label=_("Town"), max_length=80, required=False)

    def clean(self):
        where, country = self.cleaned_data.get("where"), self.cleaned_data.get("country")
        if where == ABROAD and not country and "country" not in self.errors:
            self.add_error("country", _("Choose the country where you live, or skip this step."))
        if not where and country:
            self.cleaned_data["where"] = ABROAD
        return self.cleaned_data

    def save(self):
        where, country = self.cleaned_data["where"], self.countries.get(self.cleaned_data["country"])
        stage = Stage(self.member.stage) if self.member.stage else None
        if where == HOME or (len(self.homes) == 1 and country == self.homes[0]):
            country = self._own_country(country)
            stage = stage if stage in AT_HOME else Stage.HOME
        elif where == ABROAD and (stage is None or stage in AT_HOME):
            stage = Stage.ABROAD
        living = country if where else None
        self.member.change(by=self.member, living=living, living_city=self.cleaned_data["town"], stage=stage or "")

    def _own_country(self, chosen):
        """The country of somebody who lives at home: the only one, else that of their home, else the one chosen."""
        if len(self.homes) == 1:
            return self.homes[0]
        own = self.member.home.country_code if self.member.home else ""
        return self.countries.get(own) or (chosen if chosen in self.homes else None)

    def _initial(self):
        living = self.member.living.code if self.member.living else ""
        at_home = self.member.stage in AT_HOME and (not living or living in {home.code for home in self.homes})
        where = HOME if at_home else ABROAD if living else ""
        return {"where": where, "country": living if where == ABROAD else "", "town": self.member.living_city}
