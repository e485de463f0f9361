"""The directory: which entries fit, and what of each this reader is shown. What is not shown is not searched either.

Everything is read where it stands, in the members' own rows and consents, so a thing that is closed is closed at once.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from rootbridge.people.members.models import Ability, MemberLanguage
from rootbridge.people.privacy.models import Consent

from . import places
from .actions import FIELDS
from .circles import circles_of, district_of
from .models import Harvest, Offer, Profile

PAGE = 20
HANDLE = 12


class Filters(NamedTuple):
    """What a reader asks for; each may be empty. Codes: of a district, a country, a field of work (two digits of
    ISCO-08), a language, an offer."""

    home: str = ""
    living: str = ""
    work: str = ""
    language: str = ""
    offer: str = ""

    @classmethod
    def of(cls, asked) -> "Filters":
        """From the query of an address; what is unknown counts as not asked."""
        known = {
            "home": places.districts,
            "living": places.countries,
            "work": places.fields_of_work,
            "language": places.tongues,
            "offer": lambda: Offer.choices,
        }
        said = {name: asked.get(name, "") for name in known}
        return cls(**{name: value for name, value in said.items() if value and value in dict(known[name]())})

    def query(self) -> str:
        return "&".join(f"{name}={value}" for name, value in self._asdict().items() if value)


@dataclass
class Entry:
    """An entry as one reader sees it; what is not shown is empty. ``work``, ``languages``, ``offers``: in words."""

    profile: Profile
    name: str = ""
    home: str = ""
    living: str = ""
    work: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    offers: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.name or _("A member")

    @property
    def where(self) -> str:
        if self.home and self.living:
            return _("from %(home)s, lives in %(living)s") % {"home": self.home, "living": self.living}
        if self.home:
            return _("from %(home)s") % {"home": self.home}
        return _("lives in %(living)s") % {"living": self.living} if self.living else ""

    def shown(self) -> list[str]:
        """Every word of it, for a report."""
        return [self.title, self.where, self.profile.line, *self.work, *self.languages, *self.offers]


@dataclass(frozen=True)
class Found:
    """``entries``: of one page; ``onward``: where the next begins, or ""; ``is_full``: the day's share is seen."""

    entries: list[Entry]
    onward: str = ""
    is_full: bool = False


def fitting(reader, filters: Filters):
    """The entries that a reader finds and that fit, as a query."""
    circles = circles_of(reader)
    found = Profile.objects.visible_to(reader)
    if filters.home:
        found = found.filter(
            _opens("home", circles), member__home__path__startswith=f"{filters.home[:2]}/{filters.home}/"
        )
    if filters.living:
        found = found.filter(_opens("living", circles), member__living__country_code=filters.living)
    if filters.work:
        able = Ability.objects.filter(member=OuterRef("member"), occupation__code__startswith=filters.work)
        found = found.filter(_opens("abilities", circles), Exists(able))
    if filters.language:
        speaks = MemberLanguage.objects.filter(member=OuterRef("member"), code=filters.language)
        found = found.filter(_opens("languages", circles), Exists(speaks))
    if filters.offer:
        found = found.filter(offers__contains=[filters.offer])
    return found


def _opens(name: str, circles) -> Exists:
    return Exists(Consent.objects.opens(name, circles).filter(member=OuterRef("member")))


def search(reader, filters: Filters, after: str = "") -> Found:
    """One page, in the order of the random handles; each new entry counts towards the reader's share of the day. Five
    queries, however many there are."""
    start = after if len(after) == HANDLE and after.isascii() and after.isalnum() else ""
    rows = fitting(reader, filters).filter(handle__gt=start).for_cards().order_by("handle")[: PAGE + 1]
    rows = list(rows)
    page = rows[:PAGE]
    allowed = Harvest.spend(reader, [row.member_id for row in page])
    kept = [row for row in page if row.member_id in allowed]
    onward = page[-1].handle if len(rows) > PAGE and len(kept) == len(page) else ""
    return Found(entries_of(kept, circles_of(reader)), onward, len(kept) < len(page))


def entry_for(reader, handle: str) -> Entry | None:
    """One entry by its handle, where the reader finds it. Missing, hidden and blocked: None, by the same query."""
    profile = Profile.objects.visible_to(reader).for_cards().filter(handle=handle[:HANDLE]).first()
    return entries_of([profile], circles_of(reader))[0] if profile else None


def entries_of(profiles, circles) -> list[Entry]:
    """What these circles are shown of the entries. Three queries, however many."""
    members = [profile.member_id for profile in profiles]
    if not members:
        return []
    shown, work, spoken = {}, {}, {}
    opened = Consent.objects.in_force().filter(member__in=members, audience__in=circles)
    purposes = [f"show:{name}" for name in FIELDS]
    for member, purpose in opened.filter(purpose__in=purposes).values_list("member_id", "purpose"):
        shown.setdefault(member, set()).add(purpose.removeprefix("show:"))
    abilities = Ability.objects.filter(member__in=members, occupation__isnull=False)
    for member, code in abilities.order_by("pk").values_list("member_id", "occupation__code"):
        work.setdefault(member, {})[places.work_named(code)] = True
    for member, code in (
        MemberLanguage.objects.filter(member__in=members).order_by("pk").values_list("member_id", "code")
    ):
        spoken.setdefault(member, []).append(places.tongue_named(code))
    return [_entry(one, shown.get(one.member_id, set()), work, spoken) for one in profiles]


def _entry(profile, shown: set[str], work, spoken) -> Entry:
    member = profile.member
    home = district_of(member.home) if "home" in shown else ""
    living = member.living.country_code if "living" in shown and member.living else ""
    return Entry(
        profile,
        name=member.name if "name" in shown else "",
        home=places.name_of(home) if home else "",
        living=places.name_of(living) if living else "",
        work=[name for name in work.get(member.pk, {}) if name] if "abilities" in shown else [],
        languages=spoken.get(member.pk, []) if "languages" in shown else [],
        offers=[str(Offer(key).label) for key in profile.offers],
    )


def is_found_by(profile, circles) -> bool:
    """Do members of these circles find it, as its owner opened it? For the preview."""
    return Consent.objects.opens("found", circles).filter(member=profile.member_id).exists()


def opened_by(member) -> dict[str, set[str]]:
    """{field, or "found": the circles it is open to}. One query."""
    found: dict[str, set[str]] = {}
    purposes = [f"show:{name}" for name in ("found", *FIELDS)]
    rows = Consent.objects.in_force().filter(member=member, purpose__in=purposes)
    for purpose, audience in rows.values_list("purpose", "audience"):
        found.setdefault(purpose.removeprefix("show:"), set()).add(audience)
    return found
