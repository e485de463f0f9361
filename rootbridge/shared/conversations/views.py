"""The plain way of a live conversation: the same frames by ordinary requests, for networks that let no WebSocket by.

Whoever has the page's ticket is asked nothing else; whether its seat and session still hold is asked each time.
"""

from django.db import connection
from django.http import HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from rootbridge.base.core.access import public

from . import protocol
from .ledger import NotTheirs, say
from .protocol import Empty, Say, TooLong, Unreadable
from .statements import ADMIT, AFTER
from .talking import wait_to_speak
from .tickets import NoTicket, Ticket, read_ticket


@public
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "POST"])
def talk(request):
    """GET ?after=12: a frame of what is new. POST a frame with what is said: whether it is stored."""
    try:
        ticket = read_ticket(request.headers.get("X-Ticket", ""))
        frame = _take(request, ticket) if request.method == "POST" else _news(request, ticket)
    except NoTicket:
        frame = protocol.frame("bye", "ticket")
    except Unreadable:
        return HttpResponse(protocol.frame("error", "unreadable"), status=400, content_type="application/json")
    return HttpResponse(frame, content_type="application/json")


def _news(request, ticket: Ticket) -> str:
    """Messages as long as there are some; then why there will be none any more, if so."""
    after = request.GET.get("after", "0")
    if not after.isdecimal() or int(after) not in protocol.NUMBERS:
        raise Unreadable
    why = _why_not(ticket)
    if why:
        return protocol.frame("bye", why)
    with connection.planned() as cursor:
        cursor.execute(AFTER, {"seat": ticket.seat, "session": ticket.session, "number": int(after)})
        number, joined, is_closed = cursor.fetchone() or (None, "", False)
    return protocol.frame("bye", "closed") if is_closed and not number else protocol.messages(joined or "")


def _why_not(ticket: Ticket) -> str:
    """Why the holder of a ticket may not hear; "" when they may."""
    with connection.planned() as cursor:
        cursor.execute(ADMIT, {"seat": ticket.seat, "session": ticket.session})
        seat = cursor.fetchone()
    return seat[-1] if seat else "ended"


def _take(request, ticket: Ticket) -> str:
    if len(request.body) > protocol.LARGEST:
        raise Unreadable
    try:
        said = protocol.read(request.body)
    except TooLong as error:
        return protocol.refused(error.args[0], "long")
    except Empty as error:
        return protocol.refused(error.args[0], "empty")
    if not isinstance(said, Say):
        raise Unreadable
    if wait := wait_to_speak(ticket.seat):
        return protocol.refused(said.id, "many", wait)
    if why := _why_not(ticket):
        return protocol.frame("bye", why)
    try:
        stored = say(
            ticket.seat, client=said.id, words=said.words, language=said.language, session=ticket.session
        )  # fmt: skip
    except NotTheirs:
        return protocol.refused(said.id, "not_theirs")
    return protocol.stored(said.id, stored.number, stored.at)
