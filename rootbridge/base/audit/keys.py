"""Keys: one for seals and for digests of what is nobody's, and one for each person, for their words and the digests of
them, destroyed by erasure. Other rooms wrap keys of their own here."""

import base64
import hashlib
import hmac
import json
import os

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings


def _derived(purpose: str) -> bytes:
    return hmac.new(settings.ROOTBRIDGE_FIELD_KEY.encode(), purpose.encode(), hashlib.sha256).digest()


def digest(value, person_key: bytes | None = None) -> str:
    """A keyed digest of any JSON value: equal values can be told, the value cannot be worked out. What is a person's is
    digested under their key: once that is destroyed nobody can try values until one fits, such as a gender."""
    body = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str).encode("utf8", "surrogatepass")
    key = _derived("digest") if person_key is None else _derived("digest of a person") + _bare(person_key)
    return hmac.new(key, body, hashlib.sha256).hexdigest()


def seal(previous: str, body: str) -> str:
    """The link of the chain that binds a record's body to all before it."""
    return hmac.new(_derived("chain"), f"{previous}\n{body}".encode(), hashlib.sha256).hexdigest()


def mac(purpose: str, words: str) -> bytes:
    """32 bytes that prove that the platform itself wrote these words for this purpose."""
    return hmac.new(_derived(purpose), words.encode("utf8", "replace"), hashlib.sha256).digest()


def wrap(key: bytes, purpose: str) -> bytes:
    """A key as it may be kept: locked under the platform's own, for one purpose."""
    nonce = os.urandom(12)
    return nonce + AESGCM(_derived(purpose)).encrypt(nonce, key, purpose.encode())


def unwrap(wrapped: bytes, purpose: str) -> bytes | None:
    """The key again; None when it was wrapped under another platform's key or for another purpose."""
    wrapped = bytes(wrapped)
    try:
        return AESGCM(_derived(purpose)).decrypt(wrapped[:12], wrapped[12:], purpose.encode())
    except (InvalidTag, ValueError):
        return None


def new_person_key() -> bytes:
    """A fresh key of a person, wrapped by the platform's own."""
    return _wrapper().encrypt(Fernet.generate_key())


def lock(person_key: bytes, value) -> bytes:
    return _open(person_key).encrypt(json.dumps(value, ensure_ascii=False, default=str).encode("utf8", "replace"))


def unlock(person_key: bytes, cipher: bytes):
    """The value, or None when the key does not fit."""
    try:
        return json.loads(_open(person_key).decrypt(bytes(cipher)))
    except InvalidToken:
        return None


def _open(person_key: bytes) -> Fernet:
    return Fernet(_bare(person_key))


def _bare(person_key: bytes) -> bytes:
    return _wrapper().decrypt(bytes(person_key))


def _wrapper() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(_derived("person keys")))
