"""Every six months an association says that its page is still true. After two reminders without an answer it rests."""

from contextlib import suppress
from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from rootbridge.base.audit.chain import record
from rootbridge.people.members.models import Role, RoleKind
from rootbridge.people.organisations.models import LastOfficer, Officer, Organisation, lead
from rootbridge.shared.inbox.telling import tell

from .hearers import about, people_of

EVERY, BETWEEN, REMINDERS, CARETAKER_AFTER = timedelta(days=182), timedelta(days=21), 2, timedelta(days=365)
AT_ONCE = 200


def due(now):
    """Those that are led, awake, and owe a word now."""
    led = Role.objects.live_on(now.date()).filter(kind=RoleKind.ORGANISATION_OFFICER).values("body")
    awake = Organisation.objects.listed().filter(asleep_at=None, body__in=led)
    fresh = awake.filter(reminders=0).unconfirmed_since(now - EVERY).filter(registered_at__lt=now - EVERY)
    again = awake.filter(reminders__gt=0, reminded_at__lt=now - BETWEEN)
    return fresh | again


def remind(now) -> int:
    """Write to the officers of those due; let those rest that two letters did not reach. How many."""
    numbers = list(due(now).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    for number in numbers:
        with transaction.atomic():
            one = due(now).filter(pk=number).first() and Organisation.objects.select_for_update().get(pk=number)
            if one is None:
                continue
            url = reverse("associations:office", args=[one.slug])
            if one.reminders < REMINDERS:
                one.remind(now)
                tell("associations.still_true", people_of(one), url=url, **about(one))
            else:
                one.rest()
                tell("associations.rests", people_of(one), url=url, **about(one))
    return len(numbers)


def end_terms(now) -> int:
    """Whose last day is past no longer changes the page; the last one goes on until somebody takes over. How many."""
    done = 0
    for officer in Officer.objects.filter(ended_at=None, ends_on__lt=timezone.localdate(now)).order_by("pk")[:AT_ONCE]:
        with suppress(LastOfficer):
            officer.end(by=None)
            done += 1
    return done


def abandoned(now, user):
    """Those inside a judge's reach that rest for a year."""
    return Organisation.objects.listed().judged_by(user).filter(asleep_at__lt=now - CARETAKER_AFTER).in_order()


def name_caretaker(organisation, member, *, by) -> Organisation:
    """Give a page that nobody looks after to somebody who will; it wakes."""
    with transaction.atomic():
        lead(organisation, member, by=by)
        record("associations.caretaker", organisation, by=by, place_path=organisation.place.path)
        organisation.confirm(by=by)
        url = reverse("associations:office", args=[organisation.slug])
        tell("associations.caretaker", [member], url=url, **about(organisation))
    return organisation
