"""The front door of the platform for a WSGI server: the page cache before Django, as settings say."""

from collections.abc import Callable

from django.conf import settings
from django.db import connection

from rootbridge.base.runtime.freshness import Freshness
from rootbridge.base.runtime.pagecache import PageCache

MEGABYTE = 1024 * 1024
ROOM = 64
# The connection of the watch is its own and short-spoken.
PATIENCE = {"connect_timeout": 2, "application_name": "rootbridge freshness", "options": "-c statement_timeout=2000"}
KNOWN = ("host", "port", "user", "password", "dbname", "sslmode", "sslrootcert", "sslcert", "sslkey")


def in_front_of(application: Callable) -> PageCache:
    """`application` behind the page cache; ROOTBRIDGE_PAGE_CACHE_MB is its room in each process."""
    room = getattr(settings, "ROOTBRIDGE_PAGE_CACHE_MB", ROOM) * MEGABYTE
    return PageCache(
        application, session_cookie=settings.SESSION_COOKIE_NAME, freshness=Freshness(watch_parameters), room=room
    )


def watch_parameters() -> dict:
    """psycopg's arguments for the database that Django uses now."""
    known = connection.get_connection_params()
    return {key: known[key] for key in KNOWN if key in known} | PATIENCE
