"""Bytes on disk that only the platform can read: each file under a key of its own, in sealed pieces.

A file is ``prefix (7 bytes)``, then pieces of 64 KB, each AES-GCM under a nonce of prefix, place and "is it the last":
no piece can be changed, moved, left out or cut off unnoticed. Without the key, kept wrapped in its row, it is noise.
"""

import os
import secrets
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

PIECE = 65_536
SEAL = 16
PREFIX = 7
# Bytes without a row may belong to an upload that is not over; after this many seconds they belong to none.
LEFT_BEHIND = 3_600


class Unreadable(Exception):
    """The bytes are gone, were changed, or the key is another."""


def folder() -> Path:
    """Outside any address that is served."""
    return Path(settings.MEDIA_ROOT) / "closed"


def put(pieces: Iterable[bytes]) -> tuple[str, bytes, int]:
    """Store bytes; returns (name, key, how many). On disk when it returns; a kill leaves what `sweep` takes."""
    name, key, size = secrets.token_hex(16), secrets.token_bytes(32), 0
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    box, prefix = AESGCM(key), secrets.token_bytes(PREFIX)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(prefix)
        for place, (piece, is_last) in enumerate(_in_pieces(pieces)):
            size += len(piece)
            out.write(box.encrypt(_nonce(prefix, place, is_last), piece, name.encode()))
        out.flush()
        os.fsync(out.fileno())
    return name, key, size


def read(name: str, key: bytes) -> Iterator[bytes]:
    """The bytes again, piece by piece. Raises Unreadable, before the first piece where the file is not there."""
    path = _path(name)
    if not path.is_file():
        raise Unreadable(name)
    return _opened(path, AESGCM(key))


def remove(name: str) -> None:
    """Take the bytes away; nothing where they are gone already."""
    _path(name).unlink(missing_ok=True)


def sweep(known: set[str], now: float | None = None) -> int:
    """Take away what no row of any room knows and no upload can still be writing; how many. ``known``: names that the
    caller keeps."""
    swept, latest = 0, (now or time.time()) - LEFT_BEHIND
    there = names()
    known = known.union(*(keeper() for keeper in _keepers)) if there else known
    for path in folder().glob("*/*") if there else ():
        if path.name not in known and path.stat().st_mtime < latest:
            path.unlink(missing_ok=True)
            swept += 1
    return swept


_keepers: list[Callable[[], set[str]]] = []


def add_keeper(names: Callable[[], set[str]]) -> None:
    """Say that a room keeps bytes here: ``names()`` of those that its rows know, so that no sweep takes them."""
    _keepers.append(names)


def names() -> set[str]:
    """Of everything that is stored."""
    return {path.name for path in folder().glob("*/*")}


def _opened(path: Path, box: AESGCM) -> Iterator[bytes]:
    name = path.name
    with path.open("rb") as file:
        prefix, place = file.read(PREFIX), 0
        piece = file.read(PIECE + SEAL)
        while True:
            after = file.read(PIECE + SEAL)
            try:
                yield box.decrypt(_nonce(prefix, place, not after), piece, name.encode())
            except (InvalidTag, ValueError) as error:
                raise Unreadable(name) from error
            if not after:
                return
            piece, place = after, place + 1


def _in_pieces(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Pieces of one size and whether each is the last; an empty file is one empty piece."""
    waiting = b""
    for chunk in chunks:
        waiting += chunk
        while len(waiting) > PIECE:
            yield waiting[:PIECE], False
            waiting = waiting[PIECE:]
    yield waiting, True


def _nonce(prefix: bytes, place: int, is_last: bool) -> bytes:
    return prefix + place.to_bytes(4, "big") + bytes([is_last])


def _path(name: str) -> Path:
    if not name.isalnum():
        raise Unreadable(name)
    return folder() / name[:2] / name
