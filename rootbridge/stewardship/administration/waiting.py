"""What waits for somebody at work, as the first page and the deck of every page of the back office show it."""

import time
from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

from rootbridge.base.audit.models import Record
from rootbridge.base.core.queue import QueueRow, waiting_for
from rootbridge.base.design import look
from rootbridge.people.members import bodies
from rootbridge.people.members.models import Role

# How long a number of what waits is remembered in one process while nothing is done, and for how many people.
SECONDS_REMEMBERED, PEOPLE_REMEMBERED = 60.0, 500
_numbers: OrderedDict[tuple, tuple[float, int]] = OrderedDict()
LATE, SOON, FINE, PLAIN = "late", "soon", "fine", "plain"


@dataclass(frozen=True)
class Waiting:
    """A row with its age in words. ``kind``: late, soon, fine or plain, as a tag is drawn."""

    row: QueueRow
    age: str
    kind: str


def waiting(request) -> list[Waiting]:
    """Everything that waits for the reader, once a request."""
    if not hasattr(request, "_waiting"):
        now = timezone.now()
        request._waiting = [Waiting(row, *age_of(row, now)) for row in waiting_for(request.user)]
    return request._waiting


def number_waiting(request) -> int:
    """How much waits for the reader. Until something is recorded anywhere, or a minute is over, it is not counted anew:
    one query instead of all that the queue asks. Inside a transaction nothing is remembered."""
    if hasattr(request, "_waiting") or connection.in_atomic_block:
        return len(waiting(request))
    named = request.user.pk, Record.objects.aggregate(last=Max("pk"))["last"]
    until, number = _numbers.get(named, (0.0, 0))
    if until < time.monotonic():
        number = len(waiting(request))
        _numbers[named] = time.monotonic() + SECONDS_REMEMBERED, number
        while len(_numbers) > PEOPLE_REMEMBERED:
            _numbers.popitem(last=False)
    return number


def age_of(row: QueueRow, now) -> tuple[str, str]:
    """(words, kind): "2 days late", "due today", "3 days left", "no rush"."""
    if row.due is None:
        return gettext("no rush"), PLAIN
    days = (timezone.localtime(row.due).date() - timezone.localtime(now).date()).days
    if days < 0:
        return ngettext("%(days)s day late", "%(days)s days late", -days) % {"days": -days}, LATE
    if row.due < now:
        return gettext("late since today"), LATE
    if days == 0:
        return gettext("due today"), SOON
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}, FINE


def roles_of(user) -> list[tuple[Role, str]]:
    """(live role, where it holds in words), the widest first. Two queries."""
    roles = user.roles.live_on(timezone.localdate()).select_related("place", "residence", "substitute_for__member")
    roles = sorted(roles, key=lambda role: (not role.is_everywhere, bool(role.body), role.pk))
    titles = bodies.find([role.body for role in roles])
    return [(role, role.bounds.words(titles=titles)) for role in roles]


def desk_deck(request) -> dict | None:
    """The deck of the back office: who waits, and for whom the reader works."""
    if not request.user.is_authenticated or not request.user.has_role:
        return None
    roles = _widest(roles_of(request.user))
    places = [look.current().name if role.is_everywhere else words for role, words in roles]
    first, zone = places[0], next((role.place.timezone for role, _words in roles if role.place), "")
    more = gettext("%(place)s and %(number)s more") % {"place": first, "number": len(set(places)) - 1}
    number = number_waiting(request)
    waits = ngettext("%(number)s waits for %(place)s", "%(number)s wait for %(place)s", number)
    waits = waits if number else gettext("Nothing waits for %(place)s")
    return {
        "here_label": gettext("People"), "here_value": waits % {"number": number, "place": first},
        "href_here": reverse("administration:first"), "home_label": gettext("You work for"),
        "home_value": more if len(set(places)) > 1 else first, "home_zone": zone,
        "href_home": reverse("administration:first") + "#roles",
    }  # fmt: skip


def _widest(roles) -> list[tuple[Role, str]]:
    """Without those that lie inside another one: a town hall inside its district, anything inside everything."""
    if any(role.is_everywhere for role, _words in roles):
        return [pair for pair in roles if pair[0].is_everywhere]
    paths = [role.place.path for role, _words in roles if role.place]
    lying = {body.key: body.path for body in bodies.find([role.body for role, _words in roles]).values()}

    def is_inside(role):
        path = lying.get(role.body, "") if role.body else role.place.path if role.place else ""
        return any(path.startswith(other) and (role.body or path != other) for other in paths)

    return [pair for pair in roles if not is_inside(pair[0])] or roles


def ends_soon(role, today) -> bool:
    """Does the role end within two weeks?"""
    return role.ends_on is not None and role.ends_on - today <= timedelta(days=14)


def language_of_row(row: QueueRow) -> str:
    """The language to mark a title with; "" when it is the reader's."""
    return "" if row.language == get_language() else row.language
