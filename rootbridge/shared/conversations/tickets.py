"""The ticket with which a page's script takes the page's seat: short, signed, good for half a day.

It names the seat and the session of who is signed in. Whether they still hold is asked again at each message.
"""

from dataclasses import dataclass

from django.core import signing

SALT = "rootbridge.conversations.ticket"
# Seconds.
GOOD_FOR = 12 * 60 * 60


class NoTicket(Exception):
    """None, a forged one, or one that is past its time."""


@dataclass(frozen=True)
class Ticket:
    """``session``: the key of the session of who is signed in, "" for anybody else."""

    seat: int
    session: str


def ticket_of(seat_id: int, session: str = "") -> str:
    return signing.dumps([seat_id, session], salt=SALT)


def read_ticket(text) -> Ticket:
    """Raises NoTicket."""
    if not isinstance(text, str) or len(text) > 500:
        raise NoTicket
    try:
        seat, session = signing.loads(text, salt=SALT, max_age=GOOD_FOR)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise NoTicket from error
    return Ticket(seat, session)
