"""The directory: which entries fit, and what of each this reader is shown. What is not shown is not searched either.

Everything is read where it stands, in the members' own rows and consents, so a thing that is closed is closed at once.
"""

from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext as _

from rootbridge.people.privacy.models import Consent

from . import places
from .actions import FIELDS
from .circles import CIRCLES, circles_of, district_in
from .models import Harvest, Offer
from .models.profile import OF_MEMBER, found_by

PAGE = 20
HANDLE = 12
WALK = 2000  # entries looked at in turn


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


class Entry(NamedTuple):
    """An entry as one reader sees it; what is not shown is empty. ``work``, ``languages``, ``offers``: in words;
    ``language``: of the line."""

    handle: str
    member_id: int
    line: str
    language: str
    offers: list[str]
    name: str
    home: str
    living: str
    work: list[str]
    languages: list[str]

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

    @property
    def address(self) -> str:
        return reverse("community:person", args=[self.handle])

    def shown(self) -> list[str]:
        """Every word of it, for a report."""
        return [self.title, self.where, self.line, *self.work, *self.languages, *self.offers]


@dataclass(frozen=True)
class Found:
    """``entries``: of one page; ``onward``: where the next begins, or ""; ``is_full``: the day's share is seen."""

    entries: list[Entry]
    onward: str = ""
    is_full: bool = False


# One statement reads entries whole, each field only where it is opened to a circle of the reader. What narrows the
# entries stands in the innermost, so that the fields are read of those on the page alone.
OPENS = f"""EXISTS (SELECT FROM privacy_consent c WHERE c.member_id = m.id AND c.withdrawn_at IS NULL
    AND c.purpose = %s AND c.audience = ANY({CIRCLES}))"""
ENTRIES = f"""
SELECT found.handle, found.member_id, found.line, found.language, found.offers, found.name, found.home, found.living,
    ARRAY(SELECT c.purpose FROM privacy_consent c WHERE c.member_id = found.member_id AND c.withdrawn_at IS NULL
        AND c.audience = ANY({CIRCLES})),
    ARRAY(SELECT o.code FROM members_ability a JOIN reference_occupation o ON o.id = a.occupation_id
        WHERE a.member_id = found.member_id ORDER BY a.id),
    ARRAY(SELECT s.code FROM members_memberlanguage s WHERE s.member_id = found.member_id ORDER BY s.id)
FROM (
    SELECT handle, member_id, line, community_profile.language, offers, m.name, h.path AS home, l.country_code AS living
    FROM community_profile JOIN {OF_MEMBER} ON m.id = community_profile.member_id
    LEFT JOIN reference_place l ON l.id = m.living_id
    WHERE {{conditions}} ORDER BY {{order}} LIMIT {PAGE + 1}) AS found
ORDER BY found.handle
"""  # noqa: S608
WORKS = """EXISTS (SELECT FROM members_ability a JOIN reference_occupation o ON o.id = a.occupation_id
    WHERE a.member_id = m.id AND o.code LIKE %s)"""
SPEAKS = "EXISTS (SELECT FROM members_memberlanguage s WHERE s.member_id = m.id AND s.code = %s)"


# A walk in the order of the handles fills a page soon where many fit. Where few do, the server is to begin with what is
# rare, which it does where no index gives the order.
FAR = f"SELECT handle FROM community_profile WHERE handle > %s ORDER BY handle OFFSET {WALK} LIMIT 1"  # noqa: S608
NEAR = f"handle < coalesce(({FAR}), 'zzzzzzzzzzzzz')"
IN_TURN, BY_WHAT_IS_RARE = "handle", "handle || ''"


def search(reader, filters: Filters, after: str = "") -> Found:
    """One page, in the order of the random handles; each new entry counts towards the reader's share of the day. Two
    queries, or four where few fit, however many there are."""
    start = after if len(after) == HANDLE and after.isascii() and after.isalnum() else ""
    rows = _page(reader, filters, start)
    page = rows[:PAGE]
    allowed = Harvest.spend(reader, [row.member_id for row in page])
    kept = [row for row in page if row.member_id in allowed]
    onward = page[-1].handle if len(rows) > PAGE and len(kept) == len(page) else ""
    return Found(kept, onward, len(kept) < len(page))


def _page(reader, filters, start) -> list[Entry]:
    """The entries after a handle, one more than a page holds."""
    circles, (conditions, values) = circles_of(reader), _fitting(reader, filters)
    conditions, values = [*conditions, "handle > %s"], [*values, start]
    rows = _read(circles, [*conditions, NEAR], [*values, start])
    if len(rows) > PAGE or not _is_far(start):
        return rows
    return _read(circles, conditions, values, order=BY_WHAT_IS_RARE)


def _is_far(start) -> bool:
    """Do entries follow that the walk does not come to?"""
    with connection.planned() as cursor:
        cursor.execute(FAR, [start])
        return cursor.fetchone() is not None


def _fitting(reader, filters: Filters) -> tuple[list[str], list]:
    """The conditions that this reader finds an entry and that it fits, each with its values."""
    circles, (found, values) = circles_of(reader), found_by(reader)
    conditions = [found]

    def ask(field, sql, value):
        if field:
            conditions.append(OPENS)
            values.extend([f"show:{field}", *circles])
        conditions.append(sql)
        values.append(value)

    if filters.home:
        ask("home", "h.path LIKE %s", f"{filters.home[:2]}/{filters.home}/%")
    if filters.living:
        ask("living", "l.country_code = %s", filters.living)
    if filters.work:
        ask("abilities", WORKS, f"{filters.work}%")
    if filters.language:
        ask("languages", SPEAKS, filters.language)
    if filters.offer:
        ask("", "offers @> %s::varchar[]", [filters.offer])
    return conditions, values


def entry_for(reader, handle: str) -> Entry | None:
    """One entry by its handle, where the reader finds it. Missing, hidden and blocked: None, by the same query."""
    found, values = found_by(reader)
    rows = _read(circles_of(reader), [found, "handle = %s"], [*values, handle[:HANDLE]])
    return rows[0] if rows else None


def entry_of(reader, member: int) -> Entry | None:
    """The entry of a member, where the reader finds it."""
    found, values = found_by(reader)
    rows = _read(circles_of(reader), [found, "member_id = %s"], [*values, member])
    return rows[0] if rows else None


def entry_as(profile, circles: list[str]) -> Entry | None:
    """One's own entry as somebody of these circles alone sees it; None where they do not find it."""
    if profile.pk is None or profile.hidden_at or not Consent.objects.opens("found", circles).filter(
        member=profile.member_id
    ).exists():  # fmt: skip
        return None
    return _read([circles, None, None], ["member_id = %s"], [profile.member_id])[0]


def _read(circles: list, conditions: list[str], values: list, order=IN_TURN) -> list[Entry]:
    with connection.planned() as cursor:
        cursor.execute(ENTRIES.format(conditions=" AND ".join(conditions), order=order), [*circles, *values])
        return [_entry(row) for row in cursor.fetchall()]


def _entry(row) -> Entry:
    *own, offers, name, home, living, opened, work, spoken = row
    district = district_in(home) if home and "show:home" in opened else ""
    return Entry(
        *own,
        offers=[str(Offer(key).label) for key in offers],
        name=name if "show:name" in opened else "",
        home=places.name_of(district) if district else "",
        living=places.name_of(living) if living and "show:living" in opened else "",
        work=places.work_named(work) if "show:abilities" in opened else [],
        languages=[places.tongue_named(code) for code in spoken] if "show:languages" in opened else [],
    )


def opened_by(member) -> dict[str, set[str]]:
    """{field, or "found": the circles it is open to}. One query."""
    found: dict[str, set[str]] = {}
    purposes = [f"show:{name}" for name in ("found", *FIELDS)]
    rows = Consent.objects.in_force().filter(member=member, purpose__in=purposes)
    for purpose, audience in rows.values_list("purpose", "audience"):
        found.setdefault(purpose.removeprefix("show:"), set()).add(audience)
    return found
