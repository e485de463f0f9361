"""What is counted of members: where from, where they live, women and men, ages. The unknown is shown as such.

Members are counted as they are on the last day of the period, whenever it began.
"""

from django.db.models import Count
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from rootbridge.base.core.figures import Cell, Figure, Indicator, indicators
from rootbridge.base.reference.models import Place

from .models import AgeBand, Gender, Member


def members_of(period, scope):
    """Active members who had joined by the end of the period, inside a scope."""
    members = Member.objects.active().filter(joined_at__date__lte=period.end)
    if scope.path:
        members = members.from_below(scope.path)
    if scope.residence:
        members = members.living_in(scope.residence)
    return members


def gender_words(value: str) -> str:
    """Women and men by their word; own words and unsaid together, so that nobody can be picked out."""
    if value in (Gender.WOMAN, Gender.MAN):
        return {Gender.WOMAN: _("Women"), Gender.MAN: _("Men")}[value]
    return _("Other, or not said")


def age_words(value: str) -> str:
    return str(AgeBand(value).label) if value else _("Not said")


def count_members(period, scope) -> Figure:
    number = members_of(period, scope).count()
    return Figure(value=number, people=number)


def count_by_home(period, scope) -> dict[str, int]:
    """{code of a district, "" where not said: how many members}, the largest first."""
    sums: dict[str, int] = {}
    for path, number in members_of(period, scope).values_list("home__path").annotate(number=Count("pk")):
        sums[_district(path)] = sums.get(_district(path), 0) + number
    return _ranked(sums)


def count_by_living(period, scope) -> dict[str, int]:
    """{code of a country, "" where not said: how many members}, the largest first."""
    rows = members_of(period, scope).values_list("living__code").annotate(number=Count("pk"))
    return _ranked({code or "": number for code, number in rows})


def by_ties(period, scope) -> Figure:
    """Origin (district) by residence (country), every pair, in the order of the two lists: the same members, so that
    what is put together here and there is the same."""
    sums: dict[tuple[str, str], int] = {}
    rows = members_of(period, scope).values_list("home__path", "living__code")
    for path, living, number in rows.annotate(number=Count("pk")):
        key = _district(path), living or ""
        sums[key] = sums.get(key, 0) + number
    homes, lands = count_by_home(period, scope), count_by_living(period, scope)
    places = _places([*homes, *lands])
    countries = {places[code].country_code for code in homes if code}
    at_home = countries.pop() if len(countries) == 1 else None
    columns = {code: _("At home") if code == at_home else _name(places, code) for code in lands}
    return Figure(cells=[
        Cell(_name(places, home), columns[living], sums.get((home, living), 0), sums.get((home, living), 0))
        for home in homes for living in lands
    ])  # fmt: skip


def by_residence(period, scope) -> Figure:
    return _list(count_by_living(period, scope))


def by_origin(period, scope) -> Figure:
    """Members by their district of origin."""
    return _list(count_by_home(period, scope))


def _list(sums) -> Figure:
    places = _places(sums)
    return Figure(cells=[Cell(_name(places, code), _("Members"), number, number) for code, number in sums.items()])


def _ranked(sums) -> dict[str, int]:
    return dict(sorted(sums.items(), key=lambda row: (-row[1], row[0])))


def _district(path: str | None) -> str:
    steps = (path or "").rstrip("/").split("/")
    return steps[1] if len(steps) > 1 else steps[0]


def _places(codes) -> dict[str, Place]:
    return {place.code: place for place in Place.objects.filter(code__in=codes)}


def _name(places, code) -> str:
    return places[code].name(get_language()) if code else _("Not said")


def by_gender(period, scope) -> Figure:
    return _split(members_of(period, scope), "gender", gender_words, [*Gender.values, ""])


def by_age(period, scope) -> Figure:
    return _split(members_of(period, scope), "age_band", age_words, [*AgeBand.values, ""])


def _split(members, field, words, order) -> Figure:
    counted = dict(members.values_list(field).annotate(number=Count("pk")))
    sums = {}
    for value in [value for value in order if value in counted]:
        sums[words(value)] = sums.get(words(value), 0) + counted[value]
    return Figure(cells=[Cell(word, _("Members"), number, number) for word, number in sums.items()])


_people = gettext_lazy("people")
_districts, _countries = gettext_lazy("Other districts"), gettext_lazy("Other countries")
for key, title, compute, shape, order, rest, is_whole in (
    ("members.all", gettext_lazy("Members"), count_members, "number", 10, ("", ""), False),
    ("members.residence", gettext_lazy("Members by country"), by_residence, "bars", 11, (_countries, ""), True),
    ("members.origin", gettext_lazy("Members by district of origin"), by_origin, "bars", 12, (_districts, ""), True),
    ("members.gender", gettext_lazy("Members by gender"), by_gender, "bars", 13, ("", ""), False),
    ("members.age", gettext_lazy("Members by age"), by_age, "bars", 14, ("", ""), False),
    ("members.ties", gettext_lazy("Origin and residence"), by_ties, "table", 15, (_districts, _countries), True),
):
    more = {"shape": shape, "order": order, "rest": rest, "is_whole": is_whole, "is_now": True}
    indicators.add(key, Indicator(key, title, _people, compute, **more))
