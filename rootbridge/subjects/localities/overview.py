"""The pages that somebody keeps or oversees: which are kept, which sleep, what waits there; as a list and a sheet."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import get_language

from rootbridge.base.reference.models import Place

from .addresses import home_places, slug_of
from .keepers import KEEPERS, bodies_of, paths_of_office
from .models import Caretaker, Contribution, Entry, Following, Page, PageState
from .models.page import state_on


@dataclass(frozen=True)
class Row:
    """A page in the list of those who oversee it. ``entries``: confirmed ones; ``waiting``: said from below."""

    place: Place
    region: str
    state: PageState
    kept_on: date | None
    entries: int
    stale: int
    waiting: int
    caretaker: str
    followers: int

    @property
    def slug(self) -> str:
        return slug_of(self.place)


def kept_paths(user, column: str) -> Q:
    """The condition that the place named by ``column`` is one whose page a user may keep."""
    condition = Q(pk__in=[])
    for scope in user.reach.scopes:
        if scope.kind in KEEPERS and (scope.is_everywhere or scope.path):
            if scope.is_everywhere:
                return ~Q(pk__in=[])
            condition |= Q(**{f"{column}__startswith": scope.path})
    for path in paths_of_office(user):
        condition |= Q(**{f"{column}__startswith": path})
    if bodies := bodies_of(user):
        live = Caretaker.objects.live_on(timezone.localdate()).filter(organisation__in=bodies)
        condition |= Q(**{f"{column}__in": live.values("place__path")})
    return condition


def pages_of(user, *, region="", state=""):
    """Places whose pages a user may keep, with what is known of each page, the sleeping first."""
    today = timezone.localdate()
    rows = home_places().filter(kept_paths(user, "path")).select_related("page", "parent")
    if region:
        path = Place.objects.filter(code=region).values_list("path", flat=True).first() or "-"
        rows = rows.filter(path__startswith=path)
    if state in PageState.values:
        pages = Page.objects.in_state(state, today).filter(place=OuterRef("pk"))
        never = Q(page__isnull=True) if state == PageState.NEVER else Q(pk__in=[])
        rows = rows.filter(Exists(pages) | never)
    entries = Entry.objects.standing().confirmed().filter(place=OuterRef("pk"))
    said = Contribution.objects.waiting().standing().filter(entry__place=OuterRef("pk"))
    caretaker = Caretaker.objects.live_on(today).filter(place=OuterRef("pk"))
    return rows.annotate(
        entry_count=_count(entries, "place"), stale_count=_count(entries.filter(review_on__lt=today), "place"),
        waiting_count=_count(said, "entry__place"),
        follower_count=_count(Following.objects.filter(place=OuterRef("pk")), "place"),
        caretaker_names=Subquery(caretaker.values("organisation__names")[:1]),
    ).order_by("-waiting_count", F("page__kept_on").asc(nulls_last=True), "path")  # fmt: skip


def _count(rows, tie):
    counted = rows.order_by().values(tie).annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")[:1]), 0)


def row_of(place, today) -> Row:
    """A place from ``pages_of`` as a row. No query."""
    page, language = getattr(place, "page", None), get_language()
    kept_on = page.kept_on if page else None
    names = place.caretaker_names or {}
    return Row(
        place, place.parent.name(language) if place.kind == Place.Kind.LOCALITY and place.parent else "",
        state_on(kept_on, today), kept_on, place.entry_count, place.stale_count, place.waiting_count,
        names.get(language) or next(iter(names.values()), ""), place.follower_count,
    )  # fmt: skip


def counts_of(user, today) -> dict[str, int]:
    """{state: pages} of all that a user may keep. One query."""
    found = dict.fromkeys(PageState.values, 0)
    for (kept_on,) in home_places().filter(kept_paths(user, "path")).values_list("page__kept_on"):
        found[state_on(kept_on, today)] += 1
    return found


def regions_of(user) -> list[tuple[str, str]]:
    """(code, name) of the regions among them, by name."""
    rows = home_places().filter(kept_paths(user, "path"), kind=Place.Kind.REGION)
    return [(one.code, one.name(get_language())) for one in rows.sorted_by_name(get_language())]
