"""Where messages are stored and read, by plain SQL: one statement checks the right to speak, gives the number, stores
the message and nudges whoever listens. Both the pages and the live application call these texts.

A message may be sent again as often as one likes: under the same ``client`` it is stored once.
"""

from dataclasses import dataclass
from datetime import datetime

import psycopg
from django.db import connection, transaction
from django.db.utils import IntegrityError

from rootbridge.base.core.text import clean_text

from .models import Conversation, Message

CHANNEL = "live"
MOST_LETTERS = 4_000

# Whoever asks speaks as long as the seat is theirs; one of the desk as long as a role for the body holds, and none for
# an excluded one; a session that ended ends both.
MAY_SPEAK = """
seat.ended_at IS NULL AND talk.closed_at IS NULL
AND (%(session)s = '' OR EXISTS (
    SELECT 1 FROM django_session WHERE session_key = %(session)s AND expire_date > now()))
AND (seat.member_id IS NULL OR EXISTS (SELECT 1 FROM members_member WHERE id = seat.member_id AND is_active))
AND (seat.side = 'asker' OR (
    EXISTS (SELECT 1 FROM members_role AS role WHERE role.member_id = seat.member_id AND role.body = talk.body
        AND role.ended_at IS NULL AND role.suspended_at IS NULL AND role.starts_on <= CURRENT_DATE
        AND (role.ends_on IS NULL OR role.ends_on >= CURRENT_DATE))
    AND NOT EXISTS (SELECT 1 FROM members_role AS role WHERE role.member_id = seat.member_id
        AND role.body = ANY(talk.excluded) AND role.ended_at IS NULL AND role.suspended_at IS NULL
        AND role.starts_on <= CURRENT_DATE AND (role.ends_on IS NULL OR role.ends_on >= CURRENT_DATE))))
"""
STORE = f"""
WITH speaker AS (
    SELECT seat.id, seat.conversation_id FROM conversations_seat AS seat
    JOIN conversations_conversation AS talk ON talk.id = seat.conversation_id
    WHERE seat.id = %(seat)s AND {MAY_SPEAK}
), before AS (
    SELECT number, at FROM conversations_message WHERE seat_id = %(seat)s AND client_id = %(client)s
), numbered AS (
    UPDATE conversations_conversation AS talk SET last_number = last_number + 1 FROM speaker
    WHERE talk.id = speaker.conversation_id AND NOT EXISTS (SELECT 1 FROM before)
    RETURNING talk.id, talk.last_number
), stored AS (
    INSERT INTO conversations_message (conversation_id, number, seat_id, client_id, kind, words, language, data, at)
    SELECT id, last_number, %(seat)s, %(client)s, %(kind)s, %(words)s, %(language)s, %(data)s::jsonb, clock_timestamp()
    FROM numbered RETURNING conversation_id, number, at
)
SELECT number, at, TRUE, pg_notify('{CHANNEL}', conversation_id || ' ' || number) FROM stored
UNION ALL SELECT number, at, FALSE, NULL FROM before
"""  # noqa: S608
NOTE_EVENT = f"""
WITH numbered AS (
    UPDATE conversations_conversation SET last_number = last_number + 1 WHERE id = %(talk)s RETURNING id, last_number
), stored AS (
    INSERT INTO conversations_message (conversation_id, number, kind, words, language, data, at)
    SELECT id, last_number, 'event', '', '', %(data)s::jsonb, clock_timestamp() FROM numbered
    RETURNING conversation_id, number
)
SELECT number, pg_notify('{CHANNEL}', conversation_id || ' ' || number) FROM stored
"""  # noqa: S608


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
            with transaction.atomic(), connection.cursor() as cursor:
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
