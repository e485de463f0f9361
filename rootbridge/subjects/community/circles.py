"""Circles of members who may find somebody: all who are signed in, those from one's district, those who live in one's
country, women, the members of an association that one belongs to. Kept as the audiences of consents."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from rootbridge.base.reference.models import Place
from rootbridge.people.organisations.models import Membership, Organisation
from rootbridge.people.privacy import audiences
from rootbridge.people.privacy.audiences import EVERYONE, MEMBERS, Audience, AudienceKind, kinds

HOME, LIVING, WOMEN, MEMBERS_OF = "home:", "living:", "women", "members-of:"
ORGANISATION, OFFICE = "organisation:", "office:"


def district_of(place) -> str:
    """The code of the district that a place lies in, of the country where it is one; "" for none."""
    return district_in(place.path) if place else ""


def district_in(path: str) -> str:
    """The same, from the path of a place."""
    country, _step, below = path.partition("/")
    return below.partition("/")[0] or country


# The circles of a reader in SQL, with the values of `circles_of`; that one is a woman, one says in one's own entry.
CIRCLES = f"""(%s::text[] || ARRAY(
    SELECT '{WOMEN}' FROM community_profile own WHERE own.member_id = %s AND own.is_woman
    UNION ALL SELECT '{MEMBERS_OF}' || own.organisation_id FROM organisations_membership own
    WHERE own.member_id = %s AND own.ended_at IS NULL AND own.accepted_at IS NOT NULL))"""  # noqa: S608


def circles_of(user) -> list:
    """The values of CIRCLES for one reader: the circles they belong to by ties and work, and twice their number."""
    found = sorted(audiences.keys_read_by(user)) if user.works_here else [EVERYONE, MEMBERS]
    found += [MEMBERS_OF + key.removeprefix(ORGANISATION) for key in found if key.startswith(ORGANISATION)]
    if user.home:
        found.append(HOME + district_of(user.home))
    if user.living:
        found.append(LIVING + user.living.country_code)
    return [found, user.pk, user.pk]


def offered_to(member) -> list[Audience]:
    """The circles that a member can choose, the widest first. Three queries at most, one more for who works here."""
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
    mine = Membership.objects.accepted().filter(member=member).values("organisation")
    own = Organisation.objects.filter(pk__in=mine) | Organisation.objects.led_by(member)
    own = own.listed().order_by("sort_key", "pk")
    return [*found, *(Audience(f"{MEMBERS_OF}{one.pk}", _members_of(one)) for one in own)]


def _members_of(organisation) -> str:
    return _("Members of %(association)s") % {"association": organisation.name}


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
    numbers = [number for key in keys if key.startswith(MEMBERS_OF) and (number := key[len(MEMBERS_OF) :]).isdecimal()]
    for one in Organisation.objects.visible_to(AnonymousUser()).filter(pk__in=numbers) if numbers else ():
        found[f"{MEMBERS_OF}{one.pk}"] = _members_of(one)
    return found | ({WOMEN: gettext_lazy("Women")} if WOMEN in keys else {})


def readers(keys) -> list[str]:
    """Who reads for these audiences, in words: of an organisation its officers, of an office those who work there."""
    said = {ORGANISATION: _("the officers of %(name)s"), OFFICE: _("those who work at %(name)s")}
    found = []
    for key, title in audiences.titles(set(keys)).items():
        words = said.get(key.partition(":")[0] + ":")
        found.append(words % {"name": title} if words else str(title))
    return sorted(found)


def nobody(_member) -> list:
    """Beside a field of the profile a circle is not offered, and nobody reads for one at work."""
    return []


kinds.add("circle", AudienceKind("circle", nobody, titles, nobody, order=80, part="community"))
