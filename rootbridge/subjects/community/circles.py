"""Circles of members who may find somebody: all who are signed in, those from one's district, those who live in one's
country, women, the people of an organisation that one named. Kept as the audiences of consents."""

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from rootbridge.base.reference.models import Place
from rootbridge.people.privacy.audiences import MEMBERS, Audience, AudienceKind, kinds

HOME, LIVING, WOMEN = "home:", "living:", "women"
ORGANISATION = "organisation:"


def district_of(place) -> str:
    """The code of the district that a place lies in, of the country where it is one; "" for none."""
    return district_in(place.path) if place else ""


def district_in(path: str) -> str:
    """The same, from the path of a place."""
    country, _step, below = path.partition("/")
    return below.partition("/")[0] or country


# The circles of a reader in SQL, with the values of `circles_of`; that one is a woman, one says in one's own entry.
CIRCLES = f"""(%s::text[] || ARRAY(
    SELECT '{WOMEN}' FROM community_profile own WHERE own.member_id = %s AND own.is_woman))"""  # noqa: S608


def circles_of(user) -> list:
    """The values of CIRCLES for one reader: the circles that a member belongs to by ties and work, and their number."""
    found = [MEMBERS]
    if user.home:
        found.append(HOME + district_of(user.home))
    if user.living:
        found.append(LIVING + user.living.country_code)
    if user.works_here:
        found += [scope.body for scope in user.reach.scopes if scope.body.startswith(ORGANISATION)]
    return [found, user.pk]


def offered_to(member) -> list[Audience]:
    """The circles that a member can choose, the widest first. Two queries at most."""
    places = {}
    codes = {district_of(member.home), member.living.country_code if member.living else ""} - {""}
    if codes:
        places = {place.code: place.name(get_language()) for place in Place.objects.filter(code__in=codes)}
    found = [Audience(MEMBERS, _("Everybody who is signed in"))]
    if member.home:
        code = district_of(member.home)
        found.append(Audience(HOME + code, _("Members from %(place)s") % {"place": places.get(code, code)}))
    if member.living:
        code = member.living.country_code
        found.append(
            Audience(LIVING + code, _("Members who live in %(country)s") % {"country": places.get(code, code)})
        )
    found.append(Audience(WOMEN, _("Women"), _("Members who say that they are women.")))
    return found


def titles(keys) -> dict[str, str]:
    """{key: what it is called} of the circles among these keys."""
    asked = {key: key.partition(":")[2] for key in keys if key.startswith((HOME, LIVING))}
    places = (
        {place.code: place.name(get_language()) for place in Place.objects.filter(code__in=asked.values())}
        if asked
        else {}
    )
    found = {}
    for key, code in asked.items():
        name = places.get(code, code)
        found[key] = _("Members from %(place)s") % {"place": name} if key.startswith(HOME) else (
            _("Members who live in %(country)s") % {"country": name}
        )  # fmt: skip
    return found | ({WOMEN: gettext_lazy("Women")} if WOMEN in keys else {})


def nobody(_member) -> list:
    """Beside a field of the profile a circle is not offered, and nobody reads for one at work."""
    return []


kinds.add("circle", AudienceKind("circle", nobody, titles, nobody, order=80, part="community"))
