"""Which figures: the time, and one place or one country. Both at once are told only by the table of both."""

from datetime import date

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.figures import Period, Scope
from rootbridge.base.core.grouping import gathered
from rootbridge.base.reference.models import Place
from rootbridge.people.members.indicators import count_by_home, count_by_living

from .reports import Asked
from .spans import BEFORE, NEWEST, spans

HOME, LIVING = "home", "living"
Offers = dict[str, dict[str, Scope]]


class FiguresForm(forms.Form):
    span = forms.ChoiceField(
        label=_("Period"), choices=[(NEWEST, _("Last 12 months")), (BEFORE, _("The 12 months before"))], required=False
    )
    place = forms.ChoiceField(label=_("Place"), required=False)

    def __init__(self, data, *, widest: Scope, today: date):
        super().__init__({"span": data.get("span", ""), "place": data.get("place", "")})
        self.widest, self.spans = widest, spans(today)
        self.offers = offered(self.spans[NEWEST].settled, widest)
        groups = ((_("Origin"), self.offers[HOME]), (_("Living in"), self.offers[LIVING]))
        language = get_language()
        choices = [(title, _named(offers, language)) for title, offers in groups if offers]
        self.fields["place"].choices = [("", _("All places")), *choices]

    @property
    def has_places(self) -> bool:
        return any(self.offers.values())

    def asked(self) -> Asked:
        """What was asked for, never wider than what the reader may see; nonsense is everything of the last months."""
        chosen = self.cleaned_data if self.is_valid() else {}
        place = chosen.get("place", "")
        parts = next((offers for offers in self.offers.values() if place in offers), {})
        return Asked(self.spans[chosen.get("span", NEWEST)], self.widest, parts, place)


def offered(period: Period, widest: Scope) -> Offers:
    """{home or living: {"home.MD-OR": scope}}: districts and countries that the lists of members show by name, so that
    nothing small stands in a menu. The largest first; none where there is only one."""
    homes, lands = (_shown(count(period, widest)) for count in (count_by_home, count_by_living))
    regions = Place.objects.filter(code__in=homes, kind=Place.Kind.REGION).in_bulk(field_name="code")
    paths = {code: regions[code].path for code in homes if code in regions}
    found = {
        HOME: {f"{HOME}.{code}": Scope(path, widest.residence) for code, path in paths.items() if len(homes) > 1},
        LIVING: {f"{LIVING}.{code}": Scope(widest.path, code) for code in lands if code and len(lands) > 1},
    }
    return found


def _shown(counts: dict[str, int]) -> list[str]:
    small = gathered(counts, settings.ROOTBRIDGE_SMALL_CELL)
    return [code for code in counts if code not in small]


def _named(offers, language) -> list[tuple[str, str]]:
    codes = {key.partition(".")[2]: key for key in offers}
    places = Place.objects.filter(code__in=codes).sorted_by_name(language)
    return [(codes[place.code], place.name(language)) for place in places]
