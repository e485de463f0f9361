"""The code of whoever reported: shown once, kept nowhere. From it come the name under which the report is found and
the key that opens the replies; from neither can the code be worked out (100 random bits)."""

import re
import secrets
from hashlib import sha256

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from . import sealing

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is taken for another
GROUPS, LENGTH = 5, 20
LIKE = str.maketrans("OIL", "011")


def new_code() -> str:
    """Twenty signs in five groups: "7KQ2-M0XD-…"."""
    signs = "".join(secrets.choice(SIGNS) for _number in range(LENGTH))
    return "-".join(signs[place : place + 4] for place in range(0, LENGTH, 4))


def plain(typed: str) -> str:
    """The code as it was given, however it was typed; "" when it cannot be one."""
    signs = re.sub(r"[^0-9A-Z]", "", typed.upper()).translate(LIKE)
    return signs if len(signs) == LENGTH and set(signs) <= set(SIGNS) else ""


def locator(code: str) -> str:
    """The name under which a report is found, hex."""
    return sha256(_derived(code, b"locator")).hexdigest()


def reply_key(code: str) -> ec.EllipticCurvePrivateKey:
    """The key that opens what trustees replied."""
    return sealing.private_from(int.from_bytes(_derived(code, b"replies"), "big"))


def _derived(code: str, purpose: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 48, None, b"rootbridge safe code 1 " + purpose).derive(plain(code).encode())
