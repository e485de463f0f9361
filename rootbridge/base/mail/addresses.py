"""Addresses to reply to: ``desk+26441793.k3n5…@example.org`` says what a reply belongs to, and that we said so."""

import base64
import hmac
import re
from email.utils import getaddresses, parseaddr

from django.conf import settings

from rootbridge.base.audit import keys

MAC_LETTERS = 16
TOKEN = re.compile(rf"([0-9a-z-]{{1,20}})\.([a-z2-7]{{{MAC_LETTERS}}})")


def own_address() -> str:
    """Of the platform, without a name: "acasa@example.org"."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].lower()


def reply_address(about: str) -> str:
    """Where a reply to a letter about something goes. ``about``: up to 20 of a–z, 0–9 and "-"."""
    local, _at, domain = own_address().partition("@")
    return f"{local}+{about.lower()}.{_mac(about)}@{domain}"


def about_of(headers: list[str]) -> str:
    """What a letter to these addresses belongs to; "" where none of them is one that we gave out."""
    local, _at, domain = own_address().partition("@")
    for _name, address in getaddresses(headers[:20]):
        box, _at, there = address.lower().partition("@")
        begins, _plus, token = box.partition("+")
        found = TOKEN.fullmatch(token)
        if begins == local and there == domain and found and hmac.compare_digest(_mac(found[1]), found[2]):
            return found[1]
    return ""


def is_own(address: str) -> bool:
    """The platform's own address, with or without a token."""
    box, _at, domain = address.lower().partition("@")
    return f"{box.partition('+')[0]}@{domain}" == own_address()


def message_id(number: int) -> str:
    """The name of a letter of ours, which nobody can foretell."""
    return f"<letter.{number}.{_mac(f'letter {number}')}@{_domain()}>"


def thread_id(about: str) -> str:
    """The name under which mail programs put everything about one thing together."""
    return f"<about.{about}.{_mac(f'thread {about}')}@{_domain()}>"


def _mac(words: str) -> str:
    return base64.b32encode(keys.mac("reply address", words.lower())).decode().lower()[:MAC_LETTERS]


def _domain() -> str:
    return own_address().partition("@")[2] or "localhost"
