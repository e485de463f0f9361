"""Where pages store and read messages: the same statements that the live process sends.

A message may be sent again as often as one likes: under the same ``client`` it is stored once.
"""

from dataclasses import dataclass
from datetime import datetime

import psycopg
from django.db import connection, transaction
from django.db.utils import IntegrityError

from rootbridge.base.core.text import clean_text

from .models import Conversation, Message
from .models.conversation import nudge
from .statements import MOST_LETTERS, NOTE_EVENT, STORE

__all__ = ["MOST_LETTERS", "NotTheirs", "Said", "after", "note_event", "nudge", "say"]


class NotTheirs(Exception):
    """The seat is over, the conversation closed, or the role at the desk no longer holds."""


@dataclass(frozen=True)
class Said:
    """What became of a message: its ``number``, when it was stored, whether it was stored just now."""

    number: int
    at: datetime
    is_new: bool


def say(seat_id: int, *, client: str, words: str, language="", kind="words", data="{}", session="") -> Said:
    """Store a message of a seat. Sent again under the same ``client`` it is the same one. Raises NotTheirs.

    ``client``: up to 36 letters that the sender made up; ``session``: of who is signed in; ``data``: JSON.
    """
    said = {
        "seat": seat_id, "client": client, "words": clean_text(words)[:MOST_LETTERS], "language": language,
        "kind": kind, "data": data, "session": session,
    }  # fmt: skip
    for _try in range(2):
        try:
            with transaction.atomic(), connection.planned() as cursor:
                cursor.execute(STORE, said)
                row = cursor.fetchone()
        except IntegrityError as error:  # the same message, stored between our look and our write: look again
            if not isinstance(error.__cause__, psycopg.errors.UniqueViolation):
                raise
            continue
        if row is None:
            raise NotTheirs
        return Said(*row[:3])
    raise NotTheirs


def note_event(conversation: Conversation, data: str) -> int:
    """Store what happened (JSON, ``{"event": "taken", "name": "Vlad"}``) as a message that nobody says; its number."""
    with connection.cursor() as cursor:
        cursor.execute(NOTE_EVENT, {"talk": conversation.pk, "data": data})
        return cursor.fetchone()[0]


def after(conversation: Conversation, number: int) -> list[Message]:
    """What came after a number, in order."""
    return list(Message.objects.of(conversation).filter(number__gt=number))
