"""Sealing: what anybody can lock with a public key and only the holder of the private key can open.

ECDH on P-256 with a fresh key for each seal, HKDF-SHA-256, AES-256-GCM: the shape of RFC 8291, chosen because every
browser can open it by itself. The script ``sealing.js`` does the same. A sealed text: 65 bytes of the fresh public key,
then the cipher with its tag. Each key locks one text only, so the nonce may be zero.
"""

import json
import secrets

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()
POINT, KEY = 65, 32
NONCE = bytes(12)
INFO = b"rootbridge safe report 1"
PAGE = 4096  # what is locked is as long as a whole number of these, so that its length tells little


class Broken(ValueError):
    """This is no key, or no sealed text that the key opens."""


def new_private() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(CURVE)


def private_from(number: int) -> ec.EllipticCurvePrivateKey:
    """The key that stands for a large secret number."""
    order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
    return ec.derive_private_key(number % (order - 1) + 1, CURVE)


def public_of(private: ec.EllipticCurvePrivateKey) -> bytes:
    """Its public half, 65 bytes."""
    return private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def is_public(point: bytes) -> bool:
    """Are these bytes a public key on the curve?"""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(CURVE, bytes(point))
    except ValueError:
        return False
    return len(point) == POINT


def seal(public: bytes, plain: bytes) -> bytes:
    """Lock a short text to a public key. Raises Broken where it is none."""
    if not is_public(public):
        raise Broken("no public key")
    fresh = new_private()
    other = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, bytes(public))
    mine = public_of(fresh)
    return mine + AESGCM(_key(fresh.exchange(ec.ECDH(), other), mine, bytes(public))).encrypt(NONCE, plain, None)


def unseal(private: ec.EllipticCurvePrivateKey, sealed: bytes) -> bytes:
    """What was locked to the public half. Raises Broken."""
    fresh, cipher = bytes(sealed[:POINT]), bytes(sealed[POINT:])
    try:
        shared = private.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, fresh))
        return AESGCM(_key(shared, fresh, public_of(private))).decrypt(NONCE, cipher, None)
    except Exception as error:
        raise Broken("does not open") from error


def lock(said: dict) -> tuple[bytes, bytes]:
    """(a key used once, the locked JSON). Spaces at its end hide how long it was."""
    plain = json.dumps(said, ensure_ascii=False).encode("utf8", "replace")
    plain += b" " * (-len(plain) % PAGE)
    key = secrets.token_bytes(KEY)
    return key, AESGCM(key).encrypt(NONCE, plain, None)


def unlock(key: bytes, cipher: bytes) -> dict:
    """The JSON again. Raises Broken."""
    try:
        return json.loads(AESGCM(key).decrypt(NONCE, bytes(cipher), None))
    except Exception as error:
        raise Broken("does not open") from error


def fingerprint(public: bytes) -> str:
    """A public key as people compare it: "3f2a 90c1 …", eight groups."""
    digest = hashes.Hash(hashes.SHA256())
    digest.update(bytes(public))
    text = digest.finalize().hex()[:32]
    return " ".join(text[place : place + 4] for place in range(0, 32, 4))


def _key(shared: bytes, fresh: bytes, public: bytes) -> bytes:
    return HKDF(hashes.SHA256(), KEY, None, INFO + fresh + public).derive(shared)
