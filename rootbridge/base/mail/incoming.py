"""What a letter says, however it was made: broken parts and wrong charsets cost words, never the letter."""

import hashlib
import html
import re
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from email.utils import getaddresses

import nh3

from rootbridge.base.core.text import clean_line, clean_text

from . import addresses
from .quoting import new_words

MOST_PARTS = 60
MOST_ATTACHED = 10
MOST_TEXT = 2_000_000
MACHINES = re.compile(
    r"^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|listserv|majordomo)([+.@-]|$)", re.I
)
BLOCKS = re.compile(r"<\s{0,3}(br|/p|/div|/tr|/h[1-6]|/li|hr)\b[^>]{0,300}>", re.I)
UNREAD = {"script", "style", "title", "noscript"}
QUOTE = re.compile(r"<(/?)blockquote\b[^>]{0,300}>", re.I)
OPENS, CLOSES = "\ue000", "\ue001"
SPACE = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class Mail:
    """``sender``: one address, lower case, "" where there is none or several; ``about``: what our token in the address
    says it belongs to; ``machine``: why it was written by no person, "" where one wrote it; ``words``: what is new in
    it; ``everything``: its whole text; ``attached``: (name, bytes)."""

    sender: str
    about: str
    subject: str
    words: str
    everything: str
    language: str
    machine: str
    fingerprint: str
    attached: list[tuple[str, bytes]] = field(default_factory=list)


def read_letter(raw: bytes) -> Mail:
    """A letter from its bytes. Never raises."""
    letter = message_from_bytes(raw, policy=policy.compat32)
    sender = _sender(letter)
    text, attached = _body(letter)
    everything = clean_text(text[:MOST_TEXT])
    digests = [hashlib.sha256(body).hexdigest() for _file, body in attached]
    about = addresses.about_of([_header(letter, name) for name in ("To", "Cc", "Delivered-To", "X-Original-To")])
    proof = [sender, _header(letter, "Message-ID"), everything, *digests]
    return Mail(
        sender=sender,
        about=about,
        subject=_subject(_header(letter, "Subject")),
        words=new_words(everything, is_reply=bool(about)),
        everything=everything,
        language=_header(letter, "Content-Language").split(",")[0].strip().lower()[:8],
        machine=_machine(letter, sender),
        fingerprint=hashlib.sha256("\n".join(proof).encode("utf8", "replace")).hexdigest(),
        attached=attached,
    )


def _header(letter: Message, name: str) -> str:
    """A header in letters, whatever it was written in; its first where there are several."""
    value = letter.get(name)
    if value is None:
        return ""
    try:
        return clean_line(str(make_header(decode_header(str(value)))))[:2_000]
    except (LookupError, UnicodeError, ValueError, MessageError):
        return clean_line(str(value))[:2_000]


def _sender(letter: Message) -> str:
    """The one address that it says it comes from."""
    lines = letter.get_all("From") or []
    found = [address for _name, address in getaddresses([str(line)[:2_000] for line in lines]) if address]
    if len(lines) != 1 or len(found) != 1:
        return ""
    address = clean_line(found[0]).lower()
    return address if re.fullmatch(r"[^\s@<>\"(),:;]{1,64}@[^\s@<>\"(),:;]{1,190}", address) else ""


def _subject(line: str) -> str:
    """Without the marks that programs put before it."""
    return re.sub(r"^((re|fw|fwd|aw|tr|rv|răsp|ответ|отв|رد)\s*(\[\d+\])?\s*:\s*)+", "", line, flags=re.I)[:200]


def _machine(letter: Message, sender: str) -> str:
    """Why no person wrote it; "" where one did."""
    marks = {
        "answered by itself": _header(letter, "Auto-Submitted").lower() not in ("", "no"),
        "sent to many": _header(letter, "Precedence").lower() in {"bulk", "junk", "list"} or letter.get("List-Id"),
        "absence note": any(letter.get(name) for name in ("X-Autoreply", "X-Autorespond", "X-Auto-Reply")),
        "returned": (letter.get("Return-Path") or "x").strip() == "<>"
        or letter.get_content_type() == "multipart/report",
        "written by a server": bool(MACHINES.match(sender)),
        "our own": addresses.is_own(sender),
    }
    return next((why for why, is_so in marks.items() if is_so), "")


def _body(letter: Message) -> tuple[str, list[tuple[str, bytes]]]:
    """Its text, plain where there is some, and what is attached."""
    plain, pages, attached = [], [], []
    for part in list(letter.walk())[:MOST_PARTS]:
        if part.is_multipart():
            continue
        kind, name = part.get_content_type(), _file_name(part)
        is_text = kind in {"text/plain", "text/html"} and not name and part.get_content_disposition() != "attachment"
        if is_text:
            (plain if kind == "text/plain" else pages).append(_decoded(part))
        elif len(attached) < MOST_ATTACHED and (name or part.get_content_disposition() == "attachment"):
            attached.append((name or "file", part.get_payload(decode=True) or b""))
    text = "\n".join(plain).strip()
    return text or "\n".join(_from_page(page) for page in pages), attached


def _file_name(part: Message) -> str:
    try:
        name = part.get_filename() or ""
        return clean_line(str(make_header(decode_header(name))))[:200]
    except (LookupError, UnicodeError, ValueError, TypeError, MessageError):
        return "file"


def _decoded(part: Message | EmailMessage) -> str:
    body = part.get_payload(decode=True) or b""
    for charset in (part.get_content_charset() or "utf-8", "utf-8", "cp1251" if _looks_cyrillic(body) else "cp1252"):
        try:
            return body.decode(charset)
        except (LookupError, UnicodeDecodeError):
            continue
    return body.decode("utf-8", "replace")


def _looks_cyrillic(body: bytes) -> bool:
    """Most letters are high ones: in the Windows charsets that is Cyrillic, not Latin with accents."""
    high = sum(byte >= 0xC0 for byte in body[:4_000])
    return high * 2 > len(body[:4_000].replace(b" ", b""))


def _from_page(page: str) -> str:
    """The words of an HTML letter, nothing of it run or fetched; what it quotes marked as plain letters mark it."""
    page = page[:MOST_TEXT].replace(OPENS, "").replace(CLOSES, "")
    page = QUOTE.sub(lambda tag: f"\n{CLOSES if tag[1] else OPENS}\n", page)
    bare = html.unescape(nh3.clean(BLOCKS.sub("\n", page), tags=set(), clean_content_tags=UNREAD))
    lines, depth = [], 0
    for line in bare.replace("\u00a0", " ").split("\n"):
        if line in (OPENS, CLOSES):
            depth = max(0, depth + (1 if line == OPENS else -1))
        else:
            lines.append(f"> {line.strip()}" if depth and line.strip() else line.strip())
    return SPACE.sub("\n\n", "\n".join(lines))
