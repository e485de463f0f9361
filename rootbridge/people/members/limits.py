"""How often something may be done by one network, for one address, about one thing. What is counted is a keyed digest,
never an address or a number."""

import hashlib
import hmac
import ipaddress

from allauth.core.internal.httpkit import get_client_ip
from allauth.core.internal.ratelimit import consume
from django.conf import settings


class TooMany(Exception):
    """The limit is reached; some time later there is room again."""


def count(request, app: str, rates: dict[str, str], **words: tuple[str, ...]) -> None:
    """Count one try for each action of ``rates`` ({action: "20/1h/key"}) under its words. Raises TooMany."""
    for action, said in words.items():
        if not consume(request, app=app, action=action, config=rates, key=digest(*said)):
            raise TooMany(action)


def count_look(request, app: str, rates: dict[str, str], action: str, *words: str) -> None:
    """Count one try of what costs much although it only reads. Raises TooMany."""
    if not consume(request, app=app, action=action, config=rates, key=digest(*words), limit_get=True):
        raise TooMany(action)


def is_full(request, app: str, rates: dict[str, str], action: str, *words: str) -> bool:
    """Is the limit of an action reached? Counts nothing."""
    return not consume(request, app=app, action=action, config=rates, key=digest(*words), dry_run=True)


def digest(*words: str) -> str:
    """The words as a keyed digest, hex."""
    key = hashlib.sha256(b"rootbridge.members.limits" + settings.SECRET_KEY.encode()).digest()
    return hmac.new(key, "\n".join(words).encode("utf8", "replace"), hashlib.sha256).hexdigest()


def network_of(request) -> str:
    """The network a request comes from: the first 24 bits of IPv4, 48 of IPv6; "" when unknown."""
    try:
        address = ipaddress.ip_address(get_client_ip(request) or "")
    except ValueError:
        return ""
    if getattr(address, "ipv4_mapped", None):
        address = address.ipv4_mapped
    bits = 24 if address.version == 4 else 48
    return str(ipaddress.ip_network((address, bits), strict=False))
