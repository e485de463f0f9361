"""What is counted of members: where from, where they live, women and men, ages. The unknown is shown as such."""

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


def by_ties(period, scope) -> Figure:
    """Origin (district) by residence (country)."""
    rows = (
        members_of(period, scope).exclude(home=None).exclude(living=None)
        .values_list("home__path", "living__code").annotate(number=Count("pk")).order_by("home__path", "living__code")
    )  # fmt: skip
    names, language = _place_names(rows), get_language()
    sums = {}
    for path, living, number in rows:
        key = _district(path), living
        sums[key] = sums.get(key, 0) + number
    cells = [
        Cell(names[home].name(language), _living(names, home, living, language), number, number)
        for (home, living), number in sums.items()
    ]
    return Figure(cells=cells)


def _living(names, home, living, language):
    return _("At home") if living == names[home].country_code else names[living].name(language)


def _district(path: str) -> str:
    steps = path.rstrip("/").split("/")
    return steps[1] if len(steps) > 1 else steps[0]


def _place_names(rows) -> dict[str, Place]:
    codes = {_district(path) for path, _living, _number in rows} | {living for _path, living, _number in rows}
    return {place.code: place for place in Place.objects.filter(code__in=codes)}


def by_residence(period, scope) -> Figure:
    rows = members_of(period, scope).exclude(living=None).values_list("living__code").annotate(number=Count("pk"))
    names = {
        place.code: place.name(get_language()) for place in Place.objects.filter(code__in=[row[0] for row in rows])
    }
    ranked = sorted(rows, key=lambda row: (-row[1], row[0]))
    return Figure(cells=[Cell(names[code], _("Members"), number, number) for code, number in ranked])


def by_origin(period, scope) -> Figure:
    """Members by their district of origin."""
    rows = members_of(period, scope).exclude(home=None).values_list("home__path").annotate(number=Count("pk"))
    sums: dict[str, int] = {}
    for path, number in rows:
        sums[_district(path)] = sums.get(_district(path), 0) + number
    names = {place.code: place.name(get_language()) for place in Place.objects.filter(code__in=sums)}
    ranked = sorted(sums.items(), key=lambda row: (-row[1], row[0]))
    return Figure(cells=[Cell(names[code], _("Members"), number, number) for code, number in ranked])


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
for key, title, compute, shape, order, rest in (
    ("members.all", gettext_lazy("Members"), count_members, "number", 10, ("", "")),
    ("members.residence", gettext_lazy("Members by country"), by_residence, "bars", 11, (_countries, "")),
    ("members.origin", gettext_lazy("Members by district of origin"), by_origin, "bars", 12, (_districts, "")),
    ("members.gender", gettext_lazy("Members by gender"), by_gender, "bars", 13, ("", "")),
    ("members.age", gettext_lazy("Members by age"), by_age, "bars", 14, ("", "")),
    ("members.ties", gettext_lazy("Origin and residence"), by_ties, "table", 15, (_districts, _countries)),
):
    indicators.add(key, Indicator(key, title, _people, compute, shape=shape, order=order, rest=rest))
