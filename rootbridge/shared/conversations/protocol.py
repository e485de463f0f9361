"""The frames of a live conversation, as JSON texts; see docs/develop/live.md.

A frame is an object with one name: ``{"say": {…}}``. What a browser sends is read strictly, and made harmless.
"""

import json
from dataclasses import dataclass

from rootbridge.base.core.text import clean_line, clean_text

from .statements import MOST_LETTERS

# Bytes of one frame, letters of the name that a browser gives a message.
LARGEST = 16 * 1024
LONGEST_ID = 36
LANGUAGE_LETTERS = 8
NUMBERS = range(2**31)


class Unreadable(Exception):
    """It is no frame of ours."""


class TooLong(Exception):
    """The message has more letters than may be; ``args[0]`` is its id."""


class Empty(Exception):
    """The message has no letters; ``args[0]`` is its id."""


@dataclass(frozen=True)
class Hello:
    ticket: str
    after: int


@dataclass(frozen=True)
class Say:
    """``id``: what the browser calls it; ``words``: cleaned."""

    id: str
    words: str
    language: str

    def row(self, seat: int, session: str) -> dict:
        """The parameters of the statement STORE."""
        return {
            "seat": seat, "session": session, "client": self.id, "kind": "words", "words": self.words,
            "language": self.language, "data": "{}",
        }  # fmt: skip


@dataclass(frozen=True)
class Typing:
    is_typing: bool


@dataclass(frozen=True)
class Seen:
    number: int


@dataclass(frozen=True)
class Ping:
    """Is anybody there?"""


def read(text: str | bytes | None) -> Hello | Say | Typing | Seen | Ping:
    """What a browser says. Raises Unreadable, TooLong, Empty."""
    try:
        [(name, value)] = json.loads(text).items()
        return READERS[name](value)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Unreadable from error


def read_say(value) -> Say:
    name, words, language = value["id"], value["words"], value.get("language") or ""
    if not (isinstance(name, str) and 0 < len(name) <= LONGEST_ID and name.isprintable() and name.isascii()):
        raise Unreadable
    if not isinstance(words, str) or not isinstance(language, str):
        raise Unreadable
    words = clean_text(words)
    if len(words) > MOST_LETTERS:
        raise TooLong(name)
    if not words:
        raise Empty(name)
    return Say(name, words, clean_line(language)[:LANGUAGE_LETTERS])


def number_of(value) -> int:
    """A number of a message as a browser gives it. Raises Unreadable."""
    if type(value) is not int or value not in NUMBERS:
        raise Unreadable
    return value


READERS = {
    "hello": lambda value: Hello(value["ticket"], number_of(value.get("after", 0))),
    "say": read_say,
    "typing": lambda value: Typing(value is True),
    "seen": lambda value: Seen(number_of(value)),
    "ping": lambda value: Ping(),
}


def frame(name: str, value) -> str:
    return json.dumps({name: value}, ensure_ascii=False, separators=(",", ":"))


def messages(joined: str) -> str:
    """The frame of messages that the database has already written as JSON, joined by commas."""
    return f'{{"messages":[{joined}]}}'


def stored(name: str, number: int, at) -> str:
    return frame("stored", {"id": name, "number": number, "at": at.isoformat()})


def refused(name: str, why: str, wait: float = 0) -> str:
    """``why``: many, long, empty, later or not_theirs; ``wait``: seconds until it may be sent again, 0: never."""
    return frame("refused", {"id": name, "why": why, "wait": wait})
