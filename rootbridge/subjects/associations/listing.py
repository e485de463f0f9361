"""The directory as a reader asked to see it. What it shows is worked out once for each version of the content."""

from dataclasses import dataclass

from django.conf import settings
from django.core.paginator import Paginator
from django.template import engines
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markupsafe import Markup

from rootbridge.base.core import fragments, versions
from rootbridge.base.core.fragments import Memory
from rootbridge.base.core.text import words
from rootbridge.base.reference.models import Place
from rootbridge.people.members import homes
from rootbridge.people.organisations.models import Organisation, OrganisationKind, Tie, Work

NAMES = ("kind", "home", "country", "work", "language", "state")
A_PAGE, LONGEST = 24, 120
_choices, _pages, _selected = Memory(40), Memory(400), Memory(400)


@dataclass(frozen=True)
class Choices:
    """{code: name} of regions of origin and of countries where associations are, by name; ``paths``: of regions."""

    homes: dict[str, str]
    countries: dict[str, str]
    paths: dict[str, str]


def _choices_now() -> Choices:
    language = get_language()
    above = homes.home_countries(language)
    regions = Place.objects.filter(parent__in=above).defer("keys", "also").sorted_by_name(language)
    lands = Tie.objects.here().filter(organisation__in=Organisation.objects.listed().values("pk"))
    countries = Place.objects.countries().filter(code__in=lands.values("place__country_code")).defer("keys", "also")
    return Choices(
        {place.code: place.name(language) for place in regions},
        {place.code: place.name(language) for place in countries.sorted_by_name(language)},
        {place.code: place.path for place in regions},
    )


def asked_for(query, known: Choices) -> dict[str, str]:
    """What was asked for; what is on no list is left out."""
    lists = {
        "kind": OrganisationKind.values, "home": known.homes, "country": known.countries, "work": Work.values,
        "language": dict(settings.LANGUAGES), "state": ("verified", "listed"),
    }  # fmt: skip
    said = {name: query.get(name, "") if query.get(name, "") in lists[name] else "" for name in NAMES}
    return said | {"q": query.get("q", "")[:LONGEST].replace("\x00", "").strip()}


def fitting(asked: dict, known: Choices):
    """The organisations that fit, in the order of the list."""
    rows = Organisation.objects.listed()
    if asked["kind"]:
        rows = rows.filter(kind=asked["kind"])
    if asked["state"]:
        rows = rows.filter(state=asked["state"])
    if asked["work"]:
        rows = rows.filter(works_on__contains=[asked["work"]])
    if asked["language"]:
        rows = rows.filter(languages__contains=[asked["language"]])
    if asked["home"]:
        rows = rows.working_for(known.paths[asked["home"]])
    if asked["country"]:
        rows = rows.living_in(asked["country"])
    for word in words(asked["q"])[:6]:
        rows = rows.filter(sort_key__contains=word)
    return rows.in_order()


def directory(query) -> dict:
    """{"page", "rows", "asked", "selects", "count", "is_narrow", "before"}. One query, and four more after something
    changed or where nobody has looked yet."""
    language, version = get_language(), versions.number()
    known = _choices.get((language, version), _choices_now)
    asked = asked_for(query, known)
    number = query.get("page", "1")[:6]
    page = _pages.get((version, number, *asked.values()), lambda: _page(asked, known, number))
    narrow = tuple(asked[name] for name in NAMES)
    said = {name: value for name, value in asked.items() if value}
    return {
        "page": page, "count": page.paginator.count, "asked": asked, "is_narrow": any(narrow),
        "rows": fragments.join("associations.row", [(pk, version) for pk in page.object_list], language, _drawn),
        "selects": _selected.get((language, version, narrow), lambda: _selects(asked, known)),
        "before": "?" + urlencode(said) + ("&" if said else "") + "page=",
    }  # fmt: skip


def _page(asked, known, number):
    """A page of numbers of organisations, counted."""
    page = Paginator(fitting(asked, known).values_list("pk", flat=True), A_PAGE).get_page(number)
    page.object_list = list(page.object_list)
    return page


def _drawn(numbers) -> dict[int, str]:
    rows = Organisation.objects.filter(pk__in=numbers).select_related("place", "residence").defer(
        "place__keys", "place__also", "residence__keys", "residence__also", "skeletons", "keys", "about"
    )  # fmt: skip
    template = engines["jinja2"].env.get_template("associations/row.html")
    return {one.pk: template.render(one=one, language=get_language()) for one in rows}


def _selects(asked, known) -> Markup:
    return Markup(engines["jinja2"].env.get_template("associations/choices.html").render(
        selects=_choice_lists(asked, known)
    ))  # fmt: skip


def _choice_lists(asked, known) -> list[tuple]:
    """(name, label, [(value, words, is chosen)])."""
    lists = {
        "kind": (_("Kind"), _("All kinds"), OrganisationKind.choices),
        "home": (_("For people from"), _("All places"), known.homes.items()),
        "country": (_("Lives in"), _("All countries"), known.countries.items()),
        "work": (_("Works on"), _("Everything"), Work.choices),
        "language": (_("Language"), _("Any language"), settings.LANGUAGES),
        "state": (_("Verified"), _("Either way"), (("verified", _("Verified")), ("listed", _("Not verified")))),
    }
    return [
        (name, label, [("", every, not asked[name]), *((key, said, key == asked[name]) for key, said in options)])
        for name, (label, every, options) in lists.items()
    ]
