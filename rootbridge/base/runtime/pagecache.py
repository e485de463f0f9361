"""The cache of anonymous pages, in front of Django: a page that is kept costs little more than its bytes.

A page is kept only when Django marked it (`X-Rootbridge-Cache: page`), and is the same for everyone who
asks with the same key: host, path, query, where they stand (`rb_here`), compression, htmx or not. What
is not in the key does not reach Django either, so nobody can plant a page for others. Somebody with a
session, or with any other cookie of ours, goes straight to Django.

A page is served while the content version it was rendered under is the present one (see `freshness`)
and while it is younger than a minute. When the version cannot be known, the cache steps aside.
"""

import time
from collections.abc import Callable, Iterable
from functools import lru_cache

from django.http import parse_cookie

from rootbridge.base.core.bearings import COOKIE as HERE
from rootbridge.base.core.bearings import Bearings
from rootbridge.base.runtime.freshness import Freshness
from rootbridge.base.runtime.shelf import LARGEST, MARK, Page, Shelf, is_keepable, make_page

# Seconds a page may be served.
LONGEST_LIFE = 60.0
# Cookies with this beginning are ours; all but `rb_here` say that somebody is known.
OURS = "rb_"
# Addresses that have their own rules.
BESIDE = ("/static/", "/media/", "/files/", "/manage/", "/health/", "/metrics", "/api/")
# Headers that could change a page and are not in its key: Django never sees them on an anonymous GET.
UNKEYED = (
    "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_RANGE",
    "HTTP_IF_RANGE", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PORT", "HTTP_X_FORWARDED_PREFIX", "HTTP_FORWARDED",
    "HTTP_X_ORIGINAL_URL", "HTTP_X_REWRITE_URL", "HTTP_X_HTTP_METHOD_OVERRIDE", "HTTP_X_REQUESTED_WITH",
    "HTTP_HX_BOOSTED", "HTTP_HX_CURRENT_URL", "HTTP_HX_CURRENT_URL_URI_AUTOENCODED", "HTTP_HX_PROMPT",
    "HTTP_HX_HISTORY_RESTORE_REQUEST", "HTTP_HX_TRIGGER", "HTTP_HX_TRIGGER_NAME", "HTTP_REFERER", "HTTP_USER_AGENT",
    "HTTP_COOKIE",
)  # fmt: skip


class PageCache:
    """A WSGI application that answers from memory what it may, and asks `application` for the rest."""

    def __init__(self, application: Callable, *, session_cookie: str, freshness: Freshness, room: int):
        self._application = application
        self._ours = (OURS, session_cookie)
        self._freshness = freshness
        self.shelf = Shelf(room)

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        here = self._bearings_of(environ)
        if here is None:
            return self._application(environ, _without_mark(start_response))
        key = _key_of(environ, here)
        version = self._freshness.version()
        page = self.shelf.get(key)
        if page is None or page.version != version or time.monotonic() - page.born > LONGEST_LIFE:
            return self._render(environ, start_response, key, version)
        return _send(page, environ.get("HTTP_IF_NONE_MATCH"), environ["REQUEST_METHOD"], start_response)

    def _bearings_of(self, environ: dict) -> str | None:
        """Where an anonymous reader stands ("" if unsaid); None when the request is not for the cache."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or environ["PATH_INFO"].startswith(BESIDE):
            return None
        cookies = environ.get("HTTP_COOKIE")
        return _read_cookies(cookies, self._ours) if cookies else ""

    def _render(self, environ: dict, start_response: Callable, key: tuple, version) -> Iterable[bytes]:
        """Ask Django; keep the page if it may be kept and nothing changed since it was begun."""
        asked_etag, method = environ.get("HTTP_IF_NONE_MATCH"), environ["REQUEST_METHOD"]
        _strip(environ, key)
        answer = _Answer(start_response)
        began = time.monotonic()
        body = self._application(environ, answer.begin)
        if method == "HEAD" or not is_keepable(answer.status, answer.headers):
            answer.pass_on()
            return body
        page = make_page(answer.headers, _drained(body), key, version, began)
        if version is not None and page.weight <= LARGEST and self._freshness.version() == version:
            self.shelf.put(key, page)
        return _send(page, asked_etag, method, start_response)


class _Answer:
    """What Django begins to say, held back until it is known whether the page is kept."""

    def __init__(self, start_response: Callable):
        self._start_response = start_response
        self.status, self.headers, self._failure = "", [], None

    def begin(self, status: str, headers: list[tuple[str, str]], exc_info=None):
        self.status, self.headers, self._failure = status, headers, exc_info

    def pass_on(self) -> None:
        _without_mark(self._start_response)(self.status, self.headers, self._failure)


def _key_of(environ: dict, here: str) -> tuple:
    """All that a kept page may depend on. A fragment has its target as the last part, a whole page None."""
    is_fragment = (
        environ.get("HTTP_HX_REQUEST") == "true"
        and "HTTP_HX_BOOSTED" not in environ
        and "HTTP_HX_HISTORY_RESTORE_REQUEST" not in environ
    )
    return (
        environ["PATH_INFO"],
        environ.get("QUERY_STRING", ""),
        environ.get("HTTP_HOST", ""),
        here,
        _read_encoding(environ.get("HTTP_ACCEPT_ENCODING", "")),
        environ.get("HTTP_X_FORWARDED_PROTO") == "https",
        environ.get("HTTP_HX_TARGET", "") if is_fragment else None,
    )


def _strip(environ: dict, key: tuple) -> None:
    """Take from a request what is not in its key."""
    here, fragment = key[3], key[6]
    for name in UNKEYED:
        environ.pop(name, None)
    if fragment is None:
        environ.pop("HTTP_HX_REQUEST", None)
        environ.pop("HTTP_HX_TARGET", None)
    if here:
        environ["HTTP_COOKIE"] = f"{HERE}={here}"


def _send(page: Page, asked_etag: str | None, method: str, start_response: Callable) -> Iterable[bytes]:
    if asked_etag is not None and (page.etag in asked_etag or asked_etag == "*"):
        start_response("304 Not Modified", list(page.short))
        return []
    start_response("200 OK", list(page.headers))
    return [page.body] if method == "GET" else []


def _without_mark(start_response: Callable) -> Callable:
    def begin(status, headers, exc_info=None):
        return start_response(status, [pair for pair in headers if pair[0] != MARK], exc_info)

    return begin


def _drained(body: Iterable[bytes]) -> bytes:
    try:
        return b"".join(body)
    finally:
        if hasattr(body, "close"):
            body.close()


@lru_cache(maxsize=2048)
def _read_cookies(header: str, ours: tuple[str, ...]) -> str | None:
    """The reader's bearings in their one true spelling, or None when another cookie of ours is there."""
    cookies = parse_cookie(header)
    if any(name.startswith(ours) for name in cookies if name != HERE):
        return None
    bearings = Bearings.from_cookie(cookies.get(HERE, ""))
    return bearings.as_cookie() if bearings else ""


@lru_cache(maxsize=1024)
def _read_encoding(header: str) -> str:
    """The best compression the reader takes: br, gzip or none ("")."""
    taken = {}
    for part in header.lower().split(","):
        name, _, weight = part.partition(";")
        taken[name.strip()] = weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return next((name for name in ("br", "gzip") if taken.get(name)), "")
