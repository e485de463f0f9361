"""The pages that the cache keeps, each ready to go out: compressed, with its ETag and its headers."""

import gzip
import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass

import brotli

MARK = "X-Rootbridge-Cache"
MARKED = "page"
# Bytes that one page may take.
LARGEST = 1024 * 1024
# Below this many bytes compressing gains nothing.
SMALLEST_PACKED = 200
BROTLI_QUALITY, GZIP_LEVEL = 5, 6
FOR_ALL, FOR_ONE = "public, max-age=0, must-revalidate", "private, max-age=0, must-revalidate"
VARY = "Cookie, Accept-Encoding, HX-Request"
# What a page may depend on; one that says it varies on more is not kept.
KEYED = {"cookie", "accept-encoding", "hx-request", "hx-target"}
REPLACED = {"cache-control", "content-length", "etag", "vary", "last-modified", MARK.lower()}
# What a kept page weighs besides its body and its key, about.
OVERHEAD = 1500


@dataclass(frozen=True, slots=True)
class Page:
    """One answer: `headers` complete, `short` those of a 304, `version` and `born` say how long it holds."""

    version: tuple[int, int] | None
    born: float
    etag: str
    headers: list[tuple[str, str]]
    short: list[tuple[str, str]]
    body: bytes
    weight: int


class Shelf:
    """Pages by key; the longest unused is thrown out when `room` bytes are full. Safe for threads."""

    def __init__(self, room: int):
        self.room, self.used = room, 0
        self._pages: OrderedDict[tuple, Page] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, key: tuple) -> Page | None:
        try:
            self._pages.move_to_end(key)
            return self._pages[key]
        except KeyError:
            return None

    def put(self, key: tuple, page: Page) -> None:
        with self._lock:
            before = self._pages.pop(key, None)
            self.used += page.weight - (before.weight if before else 0)
            self._pages[key] = page
            while self.used > self.room:
                self.used -= self._pages.popitem(last=False)[1].weight

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()
            self.used = 0


def is_keepable(status: str, headers: list[tuple[str, str]]) -> bool:
    """Whether Django marked this answer as a page for everyone, and nothing in it says otherwise."""
    told = {name.lower(): value for name, value in headers}
    varies = {name.strip().lower() for name in told.get("vary", "").split(",")} - {""}
    return (
        told.get(MARK.lower()) == MARKED
        and status.startswith("200 ")
        and "set-cookie" not in told
        and "content-encoding" not in told
        and varies <= KEYED
    )


def make_page(headers: list[tuple[str, str]], body: bytes, key: tuple, version, born: float) -> Page:
    """A page as it goes out to everyone with this key. The key's encoding ("br", "gzip", "") is obeyed."""
    here, encoding = key[3], key[4]
    packed, encoding = _pack(body, encoding)
    etag = f'"{hashlib.blake2b(packed, digest_size=12).hexdigest()}"'
    short = [("ETag", etag), ("Cache-Control", FOR_ONE if here else FOR_ALL), ("Vary", VARY)]
    full = [pair for pair in headers if pair[0].lower() not in REPLACED]
    full += [*short, ("Content-Length", str(len(packed)))]
    if encoding:
        full.append(("Content-Encoding", encoding))
    weight = len(packed) + OVERHEAD + sum(len(part) for part in key if isinstance(part, str))
    return Page(version, born, etag, full, short, packed, weight)


def _pack(body: bytes, encoding: str) -> tuple[bytes, str]:
    if len(body) < SMALLEST_PACKED or not encoding:
        return body, ""
    if encoding == "br":
        return brotli.compress(body, quality=BROTLI_QUALITY), "br"
    return gzip.compress(body, GZIP_LEVEL, mtime=0), "gzip"
