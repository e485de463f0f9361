"""The front door of the platform for a WSGI server: the page cache before Django, as settings say."""

from collections.abc import Callable

from django.conf import settings
from django.db import connection
from django.urls import get_resolver

from rootbridge.base.runtime import demo
from rootbridge.base.runtime.freshness import Freshness
from rootbridge.base.runtime.pagecache import PageCache

MEGABYTE = 1024 * 1024
ROOM = 64
# The connection of the watch is its own and short-spoken.
PATIENCE = {"connect_timeout": 2, "application_name": "rootbridge freshness", "options": "-c statement_timeout=2000"}
KNOWN = ("host", "port", "user", "password", "dbname", "sslmode", "sslrootcert", "sslcert", "sslkey")


def in_front_of(application: Callable) -> PageCache:
    """`application` behind the page cache; ROOTBRIDGE_PAGE_CACHE_MB is its room in each process.

    Whoever starts the web server, a demonstration that others could reach is refused here too.
    """
    refuse_unsafe_settings()
    get_resolver().url_patterns  # noqa: B018  (read now: a broken address fails at the start, and no visitor waits)
    room = getattr(settings, "ROOTBRIDGE_PAGE_CACHE_MB", ROOM) * MEGABYTE
    return PageCache(
        application, session_cookie=settings.SESSION_COOKIE_NAME, freshness=Freshness(watch_parameters), room=room
    )


def refuse_unsafe_settings() -> None:
    """Raise demo.Unsafe when a demonstration or debugging would not be private, or would open real data."""
    demo.refuse_unless_safe(
        is_demo=settings.ROOTBRIDGE_DEMO,
        bind=settings.ROOTBRIDGE_BIND,
        hosts=settings.ALLOWED_HOSTS,
        is_debug=settings.DEBUG,
        proxies=settings.ROOTBRIDGE_TRUSTED_PROXIES,
    )
    if settings.ROOTBRIDGE_DEMO:
        demo.refuse_without_samples()


def watch_parameters() -> dict:
    """psycopg's arguments for the database that Django uses now."""
    known = connection.get_connection_params()
    return {key: known[key] for key in KNOWN if key in known} | PATIENCE
