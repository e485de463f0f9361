"""What waits at work: by what is to be done, each inside one's reach."""

from collections import defaultdict
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy

from rootbridge.base.core.queue import QueueRow
from rootbridge.base.reference.models import Place
from rootbridge.people.organisations.models import Claim, Organisation, Side, Standing, Tie, Verification
from rootbridge.people.organisations.models.organisation import JUDGES, MODERATORS

from .hearers import desk_url

MOST = 100
VIEWS = {
    "look": gettext_lazy("To list or not"),
    "verify": gettext_lazy("To verify"),
    "second": gettext_lazy("For a second person"),
    "claims": gettext_lazy("Claims"),
    "recheck": gettext_lazy("Verified, soon due"),
}
LOOK_WITHIN, VERIFY_WITHIN, CLAIM_WITHIN, SOON = (timedelta(days=days) for days in (3, 14, 7, 60))


def _rows(user, view):
    """Querysets of (rows, name of the moment they wait since, time to answer in) of a view."""
    wishes = Verification.objects.received_by(user).open().for_list()
    if view == "look":
        waiting = Standing.objects.live().filter(kind="waiting").select_related("organisation__place")
        reach = Organisation.objects.inside_reach(user, *JUDGES) | Organisation.objects.inside_reach(user, *MODERATORS)
        rows = waiting.filter(organisation__in=reach.exclude(author=user).values("pk"))
        return rows.order_by("at"), "at", LOOK_WITHIN
    if view == "verify":
        return wishes.filter(proposal="").order_by("asked_at"), "asked_at", VERIFY_WITHIN
    if view == "second":
        rows = wishes.exclude(proposal="").exclude(first=user)
        return rows.order_by("looked_at"), "looked_at", VERIFY_WITHIN
    if view == "claims":
        rows = Claim.objects.received_by(user).live().exclude(first=user).for_list()
        return rows.order_by("made_at"), "made_at", CLAIM_WITHIN
    soon = timezone.localdate() + SOON
    due = Standing.objects.live().filter(kind="verified", recheck_on__lte=soon).select_related("organisation__place")
    judged = Organisation.objects.judged_by(user)
    return due.filter(organisation__in=judged.values("pk")).order_by("recheck_on"), "at", SOON


def counts_for(user, where="") -> dict[str, int]:
    return {view: _inside(_rows(user, view)[0], where).count() for view in VIEWS}


def _inside(rows, where):
    """Of a region of origin (its path) or a country of residence (its code)."""
    if not where:
        return rows
    everyone = Organisation.objects
    found = everyone.working_for(f"{where}/") if "/" in where else everyone.living_in(where)
    return rows.filter(organisation__in=found.values("pk"))


def places_of(user, view) -> list[tuple[str, str, int]]:
    """(key, name, how many wait) of each region of origin and each country of residence where something waits: origins
    first, by name. Two queries."""
    waiting = _rows(user, view)[0].order_by().values("organisation")
    ties = Tie.objects.filter(organisation__in=waiting).values_list("side", "place__path", "place__country_code",
                                                                    "organisation")  # fmt: skip
    found = defaultdict(set)
    for side, path, land, organisation in ties:
        key = "/".join(path.strip("/").split("/")[:2]) if side == Side.HOME else land
        found[key].add(organisation)
    codes = {key.rpartition("/")[2] for key in found}
    names = {place.code: place.name(get_language()) for place in Place.objects.filter(code__in=codes)}
    rows = [(key, names.get(key.rpartition("/")[2], key), len(some)) for key, some in found.items()]
    return sorted(rows, key=lambda row: ("/" not in row[0], row[1]))


def rows_for(user, view, where="") -> list[dict]:
    rows, moment, _within = _rows(user, view)
    rows = _inside(rows, where)
    return [
        {
            "organisation": one.organisation, "url": desk_url(one.organisation), "since": getattr(one, moment),
            "due_on": getattr(one, "recheck_on", None) if view == "recheck" else None,
        }
        for one in rows[:MOST]
    ]  # fmt: skip


def waiting(user) -> list[QueueRow]:
    """All of it but what is due later, for the list of everything that waits."""
    found = []
    for view in ("look", "verify", "second", "claims"):
        rows, moment, within = _rows(user, view)
        for one in rows[:MOST]:
            since = getattr(one, moment)
            detail = one.organisation.place.name(get_language())
            found.append(QueueRow(
                one.organisation.name, str(VIEWS[view]), detail,
                reverse("manage_associations:organisation", args=[one.organisation_id]), since, since + within,
            ))  # fmt: skip
    return found
