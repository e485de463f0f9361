"""What waits at work: by what is to be done, each inside one's reach."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy

from rootbridge.base.core.queue import QueueRow
from rootbridge.people.organisations.models import Claim, Organisation, Standing, Verification
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


def counts_for(user) -> dict[str, int]:
    return {view: _rows(user, view)[0].count() for view in VIEWS}


def rows_for(user, view) -> list[dict]:
    rows, moment, _within = _rows(user, view)
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
