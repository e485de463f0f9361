"""Which figures: the period, from where, living where."""

from datetime import timedelta

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.figures import Period, Scope
from rootbridge.base.reference.models import Place

PERIODS = {"30": _("Last 30 days"), "90": _("Last 3 months"), "365": _("Last 12 months"), "": _("From the beginning")}
BEGINNING = 36_500


class FiguresForm(forms.Form):
    days = forms.ChoiceField(
        label=_("Period"), choices=[(key, PERIODS[key]) for key in ("365", "90", "30", "")], required=False
    )
    home = forms.ChoiceField(label=_("Origin"), required=False)
    living = forms.ChoiceField(label=_("Living in"), required=False)

    def __init__(self, data, *, widest: Scope, country: str, countries: list[str]):
        super().__init__({"days": "365", **{key: data.get(key, "") for key in ("home", "living")}, **_given(data)})
        self.widest = widest
        language = get_language()
        regions = Place.objects.filter(country_code=country, kind=Place.Kind.REGION)
        if widest.path:
            regions = regions.filter(path__startswith=widest.path)
        self.regions = {place.code: place for place in regions.sorted_by_name(language)}
        lands = Place.objects.countries().filter(code__in=[widest.residence] if widest.residence else countries)
        self.fields["home"].choices = [
            ("", _("All places")),
            *((p.code, p.name(language)) for p in self.regions.values()),
        ]
        self.fields["living"].choices = [
            ("", _("All countries")), *((p.code, p.name(language)) for p in lands.sorted_by_name(language))
        ]  # fmt: skip

    def scope(self) -> Scope:
        """What was asked for, never wider than what the reader may see."""
        chosen = self.cleaned_data if self.is_valid() else {}
        region = self.regions.get(chosen.get("home", ""))
        return Scope(region.path if region else self.widest.path, chosen.get("living") or self.widest.residence)

    def period(self, today) -> Period:
        chosen = self.cleaned_data.get("days", "") if self.is_valid() else "365"
        return Period(today - timedelta(days=int(chosen or BEGINNING)), today)


def _given(data):
    return {"days": data["days"]} if "days" in data else {}
