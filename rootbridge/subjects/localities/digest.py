"""Once a week, to each member who follows places: what is new there. One letter for all their places."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from rootbridge.base.core.placed import place_slots
from rootbridge.shared.inbox.telling import tell

from .addresses import url_of
from .models import Entry, Following, Phase

WEEK = timedelta(days=7)
# Members in one turn of the chore; things told of one place.
AT_ONCE, MOST = 50, 8


def send_digests(now) -> int:
    """Write to members whose last letter is a week old and whose places have news; how many letters."""
    due = Following.objects.filter(told_at__lte=now - WEEK, member__is_active=True)
    sent = 0
    for number in list(due.values_list("member_id", flat=True).distinct()[:AT_ONCE]):
        sent += _tell(number, now)
    return sent


def _tell(number, now) -> int:
    with transaction.atomic():
        rows = Following.objects.select_for_update(of=("self",), skip_locked=True).filter(member_id=number)
        followed = list(rows.select_related("place", "member").order_by("pk"))
        if not followed or min(one.told_at for one in followed) > now - WEEK:
            return 0
        member = followed[0].member
        with override(member.language):
            places = [told for one in followed if (told := _news(one, member.language))]
        Following.objects.filter(pk__in=[one.pk for one in followed]).update(told_at=now)
        if not places:
            return 0
        with override(member.language):
            url = reverse("localities:mine")
        tell("localities.digest", [member], url=url, places=places, first=places[0]["name"], number=len(places))
    return 1


def _news(following, language) -> dict | None:
    """What was confirmed of a place since the last letter, and what stands there unconfirmed."""
    place, since = following.place, following.told_at
    entries = Entry.objects.standing().at(place).filter(made_at__gt=since).order_by("made_at", "pk")
    works = Phase.objects.filter(entry__place=place, noted_at__gt=since, entry__made_at__lte=since,
                                 entry__removed_at__isnull=True, entry__hidden_at__isnull=True)  # fmt: skip
    lines = [{"title": one.title, "note": str(one.get_kind_display()), "is_confirmed": one.is_confirmed}
             for one in entries.filter(confirmed_on__isnull=False)[:MOST]]  # fmt: skip
    lines += [{"title": one.entry.title, "note": str(one.get_state_display()), "is_confirmed": True}
              for one in works.select_related("entry").order_by("noted_at", "pk")[:MOST]]  # fmt: skip
    for slot in place_slots:
        titles = slot.news(place, since) if slot.news else []
        lines += [{"title": title, "note": str(slot.title), "is_confirmed": True} for title in titles]
    waiting = entries.filter(confirmed_on__isnull=True).count()
    if not lines and not waiting:
        return None
    stop = reverse("localities:stop", args=[following.token])
    return {
        "name": place.name(language),
        "url": url_of(place),
        "lines": lines[: 2 * MOST],
        "waiting": waiting,
        "stop": stop,
    }
