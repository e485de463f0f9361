"""A conversation on a page: what its template needs, and what its plain form sends."""

import json
import secrets
from dataclasses import dataclass, field
from functools import cache

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from rootbridge.base.core.text import clean_text

from .ledger import MOST_LETTERS, NotTheirs, Said, say
from .limits import Allowance
from .models import Message, Seat, Side
from .tickets import ticket_of

LIVE = "/live/"
# Messages that stand on the page when it is drawn; the rest are on the page of the whole conversation.
SHOWN = 200


@dataclass(frozen=True)
class Answered:
    """What became of a plain form: ``said``, or ``why`` not, with the ``words`` as they were typed."""

    said: Said | None
    why: str = ""
    words: str = ""


@dataclass
class Talk:
    """What `conversations/talk.html` draws. ``client``: what the plain form's next message is called."""

    seat: Seat
    messages: list[Message]
    ticket: str
    action: str
    events: dict[str, str | Promise]
    files: str
    answered: Answered = Answered(None)
    client: str = field(default_factory=lambda: secrets.token_hex(16))
    live: str = LIVE
    most_letters: int = MOST_LETTERS

    @property
    def plain(self) -> str:
        return reverse("conversations:talk")

    @property
    def after(self) -> int:
        return self.messages[-1].number if self.messages else 0

    @property
    def is_open(self) -> bool:
        return self.seat.ended_at is None and self.seat.conversation.closed_at is None

    @property
    def rings(self) -> bool:
        return self.seat.side == Side.DESK

    @property
    def zone(self) -> str:
        """The clock of who is signed in; "" for a visitor, whose browser knows its own."""
        return timezone.get_current_timezone_name() if self.seat.member_id else ""

    def event_words(self, message: Message) -> str:
        """What happened, in a sentence; "" for what this reader is not told."""
        sentence = str(self.events.get(message.data.get("event"), ""))
        try:
            return sentence % message.data
        except (KeyError, TypeError, ValueError):
            return ""

    def who(self, message: Message) -> str:
        if message.seat_id == self.seat.pk:
            return _("You")
        seat = message.seat
        return (seat.name if seat else "") or self.sides()[seat.side if seat else Side.DESK]

    @staticmethod
    def sides() -> dict[str, str]:
        """How one without a name is called."""
        return {"asker": _("Visitor"), "desk": _("The desk")}

    def phrases(self) -> str:
        """What the script says, as JSON."""
        return json.dumps({**phrases(), **self.sides()}, ensure_ascii=False)


def talk_for(request, seat: Seat, *, action="", events=None, files="", answered: Answered | None = None) -> Talk:
    """The conversation as the holder of a seat has it. ``events``: a sentence for each event they are told,
    ``{"taken": "%(name)s takes the chat."}``; ``files``: the address of a file with ``{id}`` in it."""
    messages = Message.objects.of(seat.conversation).order_by("-number")[:SHOWN]
    return Talk(
        seat, list(messages)[::-1], ticket_of(seat.pk, session_of(request)), action, events or {}, files,
        answered or Answered(None),
    )  # fmt: skip


def session_of(request) -> str:
    """The session of who is signed in: with it ends what they may hear."""
    return (request.session.session_key or "") if request.user.is_authenticated else ""


def take_words(request, seat: Seat) -> Answered:
    """Store what the plain form sent: ``words``, ``client``, ``language``. The same form sent twice is one message."""
    typed = request.POST.get("words", "")
    words, client = clean_text(typed), clean_text(request.POST.get("client", ""))[:36] or secrets.token_hex(16)
    if not words:
        return Answered(None, _("Write something first."), typed)
    if len(words) > MOST_LETTERS:
        return Answered(None, phrases()["long"], typed)
    if wait_to_speak(seat.pk):
        return Answered(None, _("That was a lot in a short time. Wait a minute, then send it again."), typed)
    try:
        language = clean_text(request.POST.get("language", ""))[:8] or seat.language
        said = say(seat.pk, client=client, words=words, language=language, session=session_of(request))
    except NotTheirs:
        return Answered(None, phrases()["not_theirs"], typed)
    return Answered(said)


def wait_to_speak(seat_id: int) -> float:
    """Seconds until one seat may speak again, by this process's count: 0 when it may now."""
    return allowance().wait_for(seat_id)


@cache
def allowance() -> Allowance:
    return Allowance(settings.ROOTBRIDGE_LIVE_RATE)


def phrases() -> dict[str, str]:
    return {
        "you": _("You"),
        "open": _("Connected."),
        "waiting": _("The connection is interrupted. What you write is kept here and sent when it is back."),
        "plain": _("Connected by the slower way: new messages come every few seconds."),
        "sending": _("Being sent"),
        "read": _("Read"),
        "typing": _("%(name)s is writing"),
        "many": _("That was a lot in a short time. It is sent by itself in a moment."),
        "long": _("A message has at most 4,000 letters. Send it in two parts."),
        "not_theirs": _("It could not be sent: this conversation is over."),
        "closed": _("This conversation is closed."),
        "ended": _("This conversation is over for you."),
        "signed_out": _("You are signed out. Sign in again to go on."),
        "no_role": _("You no longer have a part in this conversation."),
        "ticket": _("This page was open for a long time. Load it again to go on."),
    }
