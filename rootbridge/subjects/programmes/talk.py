"""Messages and files of an application, as its two sides see them."""

import secrets
from dataclasses import dataclass

from django.utils.translation import gettext as _

from rootbridge.shared.conversations.ledger import MOST_LETTERS
from rootbridge.shared.conversations.models import Message

SHOWN = 100


@dataclass(frozen=True)
class Line:
    """One message. ``side``: "here" of the applicant, "home" of the office; ``is_mine``: of who reads."""

    who: str
    side: str
    words: str
    language: str
    at: object


def lines_of(application, reader) -> list[Line]:
    """What was said, in its order; files stand beside the papers. One query."""
    if application.conversation_id is None:
        return []
    rows = Message.objects.of(application.conversation_id).filter(kind="words").order_by("-number")[:SHOWN]
    return [_line(message, reader) for message in reversed(rows)]


def _line(message, reader) -> Line:
    seat = message.seat
    side = "here" if seat and seat.side == "asker" else "home"
    who = _("You") if seat and seat.member_id == reader.pk else (seat.name if seat else _("Somebody who left"))
    return Line(who, side, message.words, message.language, message.at)


def new_client() -> str:
    """A number for a form: what is sent twice under it is one."""
    return secrets.token_hex(8)


def wrong_with(words: str) -> str:
    """Why a message cannot be sent; "" when it can."""
    if not words:
        return _("Write something first.")
    if len(words) > MOST_LETTERS:
        return _("A message has at most 4,000 letters. Send it in two parts.")
    return ""
