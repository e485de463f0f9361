"""What the clock asks of focal points: reminders, the end of a time, pages drawn anew on the days when somebody comes,
goes or is away."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from rootbridge.base.core import findable, versions
from rootbridge.base.core.chores import add_chore
from rootbridge.people.offices import kit
from rootbridge.people.offices.models import FocalPoint, Invitation
from rootbridge.people.offices.models.focalpoint import TRUE_FOR

from .actions import tell_keepers, tell_person

PART = "focalpoints"
WARNED_AHEAD, AGAIN, MOST = timedelta(days=30), timedelta(days=30), 200
_turned = {"day": None}


def turn_pages(now) -> int:
    """On a new day: who begins, ends, goes away or comes back today is shown so. Once a day in each worker."""
    day = timezone.localdate(now)
    if _turned["day"] == day:
        return 0
    _turned["day"], before = day, day - timedelta(days=1)
    turning = Q(starts_on=day) | Q(ends_on=before) | Q(away_from=day) | Q(away_until=before)
    offices = set(FocalPoint.objects.filter(turning, confirmed_at__isnull=False).values_list("office", flat=True))
    with transaction.atomic():
        for number in offices:
            findable.changed("offices.office", number)
        if offices:
            versions.changed()
    return len(offices)


def warn_of_ends(now) -> int:
    """Thirty days before the last day: the person and who keeps the office."""
    day = timezone.localdate(now)
    soon = FocalPoint.objects.filter(
        ends_on__range=(day, day + WARNED_AHEAD), warned_at=None, confirmed_at__isnull=False, declined_at=None
    )
    return _each(soon, {"warned_at": now}, _warn)


def _warn(person):
    told = {"day": person.ends_on.isoformat()}
    tell_person("ends", person, **told)
    tell_keepers("ending", person, **told)


def close_ended(now) -> int:
    """Past the last day: what waits goes to who stands in, or back to the desk."""
    over = FocalPoint.objects.over_on(timezone.localdate(now)).filter(left_at=None, confirmed_at__isnull=False)

    def close(person):
        heir = person.leave(now=now)
        kit.hand_on(person, heir, now)
        tell_person("over", person)
        tell_keepers("over", person)

    return _each(over, {}, close)


def ask_whether_true(now) -> int:
    """Half a year after the last yes, and every month until the next."""
    people = FocalPoint.objects.standing_on(timezone.localdate(now)).annotate(
        said_at=Coalesce("checked_at", "confirmed_at")
    )
    due = people.filter(said_at__lt=now - TRUE_FOR).filter(Q(reminded_at=None) | Q(reminded_at__lt=now - AGAIN))

    def ask(person):
        if person.member_id:
            tell_person("still_true", person)
        elif person.email:
            Invitation.ask(person, by=None, is_again=True)

    return _each(due, {"reminded_at": now}, ask)


def _each(rows, after: dict, do) -> int:
    """Whoever holds a row first does it."""
    count = 0
    for number in list(rows.values_list("pk", flat=True)[:MOST]):
        with transaction.atomic():
            free = FocalPoint.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=number, pk__in=rows)
            person = free.select_related("office__place", "member", "substitute", "territory").first()
            if person is None:
                continue
            if after:
                FocalPoint.objects.filter(pk=number).update(**after)
            do(person)
            count += 1
    return count


for _key, _do in (("turn", turn_pages), ("ends", warn_of_ends), ("over", close_ended), ("true", ask_whether_true)):
    add_chore(f"focalpoints.{_key}", _do, part=PART)
