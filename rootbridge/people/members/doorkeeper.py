"""How often a code may be asked for and tried, by address and network, without locking out the owner.

A stranger who asks in somebody's name uses up what their own network may ask, not what the owner may. A device
that has signed in with the address before carries a signed cookie and has an allowance of its own. Nothing here
asks whether an address has an account. What is counted is a keyed digest, never an address or a number.
"""

import secrets

from django.conf import settings
from django.core import signing

from .limits import count, digest, network_of

COOKIE = "rb_known"
COOKIE_AGE = 60 * 60 * 24 * 180
SALT = "rootbridge.members.known"
ADDRESSES_KNOWN = 5
RATES = {
    "asked_here": "5/15m/key,20/1d/key",  # one address from one network
    "asked_anywhere": "30/1d/key",  # letters to one address, whoever asks
    "asked_by_network": "60/1h/key",  # all addresses from one network
    "asked_by_known": "10/15m/key,40/1d/key",  # one address from a device that knows it
    "tried_here": "20/1h/key",  # wrong codes for one address from one network
    "tried_code": "5/20m/key",  # wrong codes for one letter
}


def let_ask(request, address: str) -> None:
    """Count one letter to the address. Raises TooMany."""
    if device := device_that_knows(request, address):
        return _count(request, "asked_by_known", address, device)
    network = network_of(request)
    _count(request, "asked_by_network", network)
    _count(request, "asked_here", address, network)
    return _count(request, "asked_anywhere", address)


def let_try(request, address: str, letter: str) -> None:
    """Count one code typed for the address; ``letter`` names the letter it answers. Raises TooMany."""
    who = device_that_knows(request, address) or network_of(request)
    _count(request, "tried_code", letter)
    _count(request, "tried_here", address, who)


def _count(request, action: str, *words: str) -> None:
    count(request, "members", RATES, **{action: words})


def device_that_knows(request, address: str) -> str:
    """The name of this device when it has signed in with the address before, else ""."""
    known = _read(request)
    return known["device"] if digest(address) in known["who"] else ""


def remember(request, response, address: str) -> None:
    """Let this device be known for the address from now on."""
    known = _read(request)
    who = [digest(address), *(one for one in known["who"] if one != digest(address))][:ADDRESSES_KNOWN]
    value = signing.dumps({"device": known["device"], "who": who}, salt=SALT)
    response.set_cookie(COOKIE, value, max_age=COOKIE_AGE, httponly=True, secure=settings.SECURE, samesite="Lax")


def _read(request) -> dict:
    try:
        known = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=COOKIE_AGE)
        return {"device": str(known["device"]), "who": list(known["who"])}
    except (signing.BadSignature, KeyError, TypeError):
        return {"device": secrets.token_urlsafe(12), "who": []}
