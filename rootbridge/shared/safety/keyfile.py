"""The file in which a trustee keeps their private key, locked by a passphrase: PBKDF2-SHA-256, AES-256-GCM.

``key.js`` makes the same in a browser; this is for a command line, away from the platform.
"""

import base64
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)

from . import sealing

KIND = "rootbridge trustee key"
ROUNDS = 600_000
SHORTEST = 14


def make(passphrase: str) -> dict:
    """A new key as the values of its file; ``public`` is what the platform may know."""
    private, salt = sealing.new_private(), secrets.token_bytes(16)
    der = private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    cipher = AESGCM(_key(passphrase, salt, ROUNDS)).encrypt(sealing.NONCE, der, None)
    return {"kind": KIND, "version": 1, "public": _text(sealing.public_of(private)), "salt": _text(salt),
            "rounds": ROUNDS, "cipher": _text(cipher)}  # fmt: skip


def open_(file: dict, passphrase: str) -> ec.EllipticCurvePrivateKey:
    """The private key of a file. Raises sealing.Broken for another passphrase."""
    try:
        key = _key(passphrase, base64.b64decode(file["salt"]), int(file["rounds"]))
        der = AESGCM(key).decrypt(sealing.NONCE, base64.b64decode(file["cipher"]), None)
    except (InvalidTag, KeyError, ValueError) as error:
        raise sealing.Broken("does not open") from error
    return load_der_private_key(der, None)


def _key(passphrase: str, salt: bytes, rounds: int) -> bytes:
    return PBKDF2HMAC(hashes.SHA256(), 32, salt, rounds).derive(passphrase.encode())


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()
