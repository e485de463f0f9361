"""A six-digit code by mail. The session keeps a keyed digest of it, for fifteen minutes and five tries.

Asking for a code never looks whether the address has an account: page, letter and time are the same either way.
"""

import secrets
import time
import unicodedata
from dataclasses import asdict, dataclass, field

from django.conf import settings
from django.utils.crypto import constant_time_compare
from django.utils.translation import get_language

from rootbridge.base.mail.writing import write

from . import doorkeeper, limits

SESSION_KEY = "members.code"
DIGITS = 6
MINUTES = 15
LETTERS_VALID = 3  # a slow mail server may deliver the first letter after the second was asked for


class Wrong(Exception):
    """Not the code we sent."""


class Over(Exception):
    """The code's time is over, or it was tried too often: only a new one helps."""


@dataclass
class Pending:
    """What the session remembers between asking and confirming. ``letters``: (digest, end in epoch seconds)."""

    address: str
    name: str
    next_url: str = ""
    letters: list = field(default_factory=list)
    is_spent: bool = False

    def good_letters(self) -> list:
        return [] if self.is_spent else [letter for letter in self.letters if letter[1] > time.time()]


def pending(request) -> Pending | None:
    """The code this browser waits for."""
    kept = request.session.get(SESSION_KEY)
    return Pending(**kept) if isinstance(kept, dict) else None


def ask(request, address: str, *, next_url: str = "") -> Pending:
    """Send a code to an address and wait for it in this session. Raises limits.TooMany."""
    doorkeeper.let_ask(request, address)
    before = pending(request)
    letters = before.good_letters() if before and before.address == address else []
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    waiting = Pending(address, secrets.token_urlsafe(9), next_url)
    waiting.letters = [[_digest(address, code), time.time() + MINUTES * 60], *letters][:LETTERS_VALID]
    language = get_language() or settings.LANGUAGE_CODE
    write("members.code", "members/letters/code.html", address=address, language=language, code=code, minutes=MINUTES)
    _keep(request, waiting)
    return waiting


def confirm(request, typed: str) -> Pending:
    """The code that was typed is right: what was waited for, and the session forgets it.

    Raises Wrong, Over (also when nothing is waited for) and limits.TooMany.
    """
    waiting = pending(request)
    if waiting is None or not (letters := waiting.good_letters()):
        raise Over
    try:
        doorkeeper.let_try(request, waiting.address, waiting.name)
    except limits.TooMany as limit:
        if limit.args != ("tried_code",):
            raise
        waiting.is_spent = True
        _keep(request, waiting)
        raise Over from limit
    digest = _digest(waiting.address, plain_digits(typed))
    matches = {constant_time_compare(digest, kept) for kept, _end in letters}  # all, in the same time
    if True not in matches:
        raise Wrong
    forget(request)
    return waiting


def forget(request) -> None:
    request.session.pop(SESSION_KEY, None)


def plain_digits(typed: str) -> str:
    """The digits of what was typed, whatever script they are in: "١٢٣ ٤٥٦" is "123456"."""
    values = (unicodedata.digit(letter, None) for letter in typed[:100])
    return "".join(str(value) for value in values if value is not None)


def _digest(address: str, code: str) -> str:
    return limits.digest("code", address, code)


def _keep(request, waiting: Pending) -> None:
    request.session[SESSION_KEY] = asdict(waiting)
