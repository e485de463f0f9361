"""Reading the platform's mailbox over IMAP: each letter is handled once, whatever dies between two steps.

What becomes of a letter and that it was handled are one transaction; only then is it marked as seen. Killed before
the commit, it is read again; killed after it, it is known by where it lies and only marked.
"""

import imaplib
import logging
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db import IntegrityError, InterfaceError, OperationalError, connection, transaction
from django.db.models import Max

from .incoming import read_letter
from .models import Received
from .registry import Later, mail_readers

logger = logging.getLogger(__name__)

TIMEOUT = 20
READING_LOCK = 7_451_006
AT_ONCE = 50
MOST_BYTES = 40 * 1024 * 1024
Outcome = Received.Outcome


def is_read() -> bool:
    """Is a mailbox named?"""
    return bool(settings.IMAP_URL)


def read_new(limit: int = AT_ONCE) -> int:
    """Handle what nobody has seen; how many letters. Raises OSError, imaplib.IMAP4.error where the server is away."""
    handled = 0
    with _opened() as (box, validity):
        for uid in _waiting(box, validity)[:limit]:
            try:
                outcome = _handle(box, validity, uid)
            except Later:
                break
            flags = r"(\Seen \Flagged)" if outcome == Outcome.SET_ASIDE else r"(\Seen)"
            box.uid("STORE", str(uid), "+FLAGS", flags)
            handled += 1
    return handled


@contextmanager
def _opened() -> Iterator[tuple[imaplib.IMAP4, str]]:
    where = urlsplit(settings.IMAP_URL)
    is_tls = where.scheme == "imaps"
    secure = ssl.create_default_context()
    if is_tls:
        box = imaplib.IMAP4_SSL(where.hostname, where.port or 993, ssl_context=secure, timeout=TIMEOUT)
    else:
        box = imaplib.IMAP4(where.hostname, where.port or 143, timeout=TIMEOUT)
    try:
        if where.scheme == "imap+starttls":
            box.starttls(secure)
        box.login(unquote(where.username or ""), unquote(where.password or ""))
        said, _count = box.select(_quoted(unquote(where.path.strip("/")) or "INBOX"))
        if said != "OK":
            raise imaplib.IMAP4.error("no such mailbox")
        validity = (box.response("UIDVALIDITY")[1] or [b"0"])[0] or b"0"
        yield box, validity.decode("ascii", "replace")[:30]
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            box.logout()
        with suppress(OSError):
            box.shutdown()


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _waiting(box, validity: str) -> list[int]:
    """What nobody has seen, and what came after the last that was handled, seen by somebody or not."""
    found = set(_searched(box, "UNSEEN"))
    last = Received.objects.filter(validity=validity).aggregate(last=Max("uid"))["last"]
    if last is not None:
        found |= {uid for uid in _searched(box, f"UID {last + 1}:*") if uid > last}
    return sorted(found)


def _searched(box, what: str) -> list[int]:
    _said, found = box.uid("SEARCH", what)
    return [int(uid) for uid in (found[0] or b"").split()]


def _handle(box, validity: str, uid: int) -> str:
    """Handle the letter that lies at a place, unless that was done; what became of it."""
    place = {"validity": validity, "uid": uid}
    known = Received.objects.filter(**place).first()
    if known:
        return known.outcome
    size = _size(box, uid)
    if size > MOST_BYTES:
        return _note(place, "", Outcome.SET_ASIDE, "too big to be read")
    raw = _fetched(box, uid)
    if raw is None:
        return _note(place, "", Outcome.SET_ASIDE, "could not be fetched")
    try:
        return _taken(place, raw)
    except (OperationalError, InterfaceError, Later):
        raise
    except Exception as error:  # what one letter breaks must not hold up the others
        logger.error("letter %s could not be handled and waits in the mailbox: %s", uid, type(error).__name__)
        return _note(place, "", Outcome.SET_ASIDE, "could not be handled")


def _taken(place: dict, raw: bytes) -> str:
    """One at a time: of two that are the same the second sees the first."""
    mail = read_letter(raw)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [READING_LOCK])
        if Received.objects.filter(fingerprint=mail.fingerprint).exists():
            return _note(place, mail.fingerprint, Outcome.TWICE)
        if mail.machine:
            return _note(place, mail.fingerprint, Outcome.PASSED_OVER, mail.machine)
        if not mail.sender:
            return _note(place, mail.fingerprint, Outcome.SET_ASIDE, "no one sender")
        for reader in mail_readers:
            why = reader.take(mail)
            if why is not None:
                return _note(place, mail.fingerprint, Outcome.SET_ASIDE if why else Outcome.TAKEN, why)
        return _note(place, mail.fingerprint, Outcome.SET_ASIDE, "nobody reads it")


def _note(place: dict, fingerprint: str, outcome: str, why: str = "") -> str:
    """Note what became of it; that of another process, where one was quicker."""
    try:
        with transaction.atomic():
            Received.objects.create(**place, fingerprint=fingerprint, outcome=outcome, why=why[:60])
    except IntegrityError:
        if connection.in_atomic_block:
            raise
        return Received.objects.get(**place).outcome
    return outcome


def _size(box, uid: int) -> int:
    _said, parts = box.uid("FETCH", str(uid), "(RFC822.SIZE)")
    told = b" ".join(part for part in parts if isinstance(part, bytes))
    found = re.search(rb"RFC822\.SIZE (\d+)", told)
    return int(found[1]) if found else 0


def _fetched(box, uid: int) -> bytes | None:
    _said, parts = box.uid("FETCH", str(uid), "(BODY.PEEK[])")
    return next((part[1] for part in parts if isinstance(part, tuple)), None)
