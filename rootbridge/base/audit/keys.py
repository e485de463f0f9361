"""Keys: one for all digests and seals, and one for each person's words, destroyed by erasure."""

import base64
import hashlib
import hmac
import json

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


def _derived(purpose: str) -> bytes:
    return hmac.new(settings.ROOTBRIDGE_FIELD_KEY.encode(), purpose.encode(), hashlib.sha256).digest()


def digest(value) -> str:
    """A keyed digest of any JSON value: equal values can be told, the value cannot be worked out."""
    body = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str).encode("utf8", "surrogatepass")
    return hmac.new(_derived("digest"), body, hashlib.sha256).hexdigest()


def seal(previous: str, body: str) -> str:
    """The link of the chain that binds a record's body to all before it."""
    return hmac.new(_derived("chain"), f"{previous}\n{body}".encode(), hashlib.sha256).hexdigest()


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
    return Fernet(_wrapper().decrypt(bytes(person_key)))


def _wrapper() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(_derived("person keys")))
