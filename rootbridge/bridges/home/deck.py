"""The deck: "I live in Italy 18:40 | My home is Orhei 19:40". Each half is a link that changes it."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rootbridge.base.core.bearings import Bearings
from rootbridge.base.design.jinja import url
from rootbridge.base.reference.countries import country_name, timezone_of
from rootbridge.base.reference.models import Place


@dataclass(frozen=True)
class Deck:
    """``*_zone``: name of a time zone, from which the page writes the clock; empty where nothing is known."""

    here_label: str
    here_value: str
    here_zone: str
    href_here: str
    home_label: str
    home_value: str
    home_zone: str
    href_home: str
    here_time: str = ""
    home_time: str = ""


def deck_of(bearings: Bearings, *, home: Place | None = None, is_member: bool = False) -> Deck:
    """``home``: the place of ``bearings.home`` when it is known already, else it is looked up: one query."""
    language = get_language()
    if home is None and bearings.home:
        home = Place.objects.filter(code=bearings.home).first()
    change_here = url("members:step", step="living") if is_member else url("home:bearings")
    change_home = url("members:step", step="home") if is_member else f"{url('home:bearings')}#id_home"
    return Deck(
        here_label=_("I live in") if bearings.living else _("Where do you live?"),
        here_value=country_name(bearings.living, language) if bearings.living else "",
        here_zone=timezone_of(bearings.living) if bearings.living else "",
        href_here=change_here,
        home_label=_("My home is") if home else _("Where is home?"),
        home_value=home.name(language) if home else "",
        home_zone=timezone_of(home.country_code) if home else "",
        href_home=change_home,
    )
