"""What Django is told about the database. Looks, never touches: no server is started here.

DATABASE_URL names any PostgreSQL server; without it the embedded one of this clone is meant,
which `postgres.start` starts (manage.py and serve_platform do). Connections are made from
keyword arguments, since a space in a path breaks a DSN.
"""

import os
import re
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from rootbridge.base.runtime import cluster
from rootbridge.base.runtime import place as places

# Milliseconds before the server gives up: on a statement, on a lock, on an idle transaction.
# manage.py gives its commands more time than a page has.
STATEMENT_TIMEOUT = 15_000
LOCK_TIMEOUT = 5_000
IDLE_TIMEOUT = 60_000
# Seconds that a connection is kept between requests.
KEPT = 600


class WrongAddress(ValueError):
    """DATABASE_URL cannot be read; the message says what it should look like."""


def connection_settings(base_dir: Path) -> dict:
    """Django's DATABASES["default"]: a dict with ENGINE, NAME, USER, PASSWORD, HOST, PORT, OPTIONS.

    `base_dir` is the clone's folder. Raises WrongAddress when DATABASE_URL is set but unreadable.
    """
    url = os.environ.get("DATABASE_URL")
    settings = _from_url(url) if url else _embedded(base_dir)
    options = settings.pop("OPTIONS", {})
    return {
        "ENGINE": "rootbridge.base.runtime.postgresql",
        "CONN_MAX_AGE": KEPT,
        "CONN_HEALTH_CHECKS": True,
        **settings,
        "OPTIONS": {
            "connect_timeout": 5,
            "application_name": "rootbridge",
            "options": _timeouts(),
            **options,
        },
    }


def plain_parameters(database: dict, name: str) -> dict:
    """psycopg's keyword arguments for a DATABASES entry of Django's, for a process that has no Django; ``name`` is what
    the server calls its connections."""
    asked = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    found = {ours: database[theirs] for ours, theirs in asked.items() if database.get(theirs)}
    return {**database.get("OPTIONS", {}), **found, "application_name": name}


def _embedded(base_dir: Path) -> dict:
    place = places.find(base_dir)
    sockets = place.sockets if place else places.folder_of(base_dir) / "not-started"
    return {"NAME": cluster.DATABASE, "USER": cluster.OWNER, "HOST": str(sockets), "PORT": str(places.PORT)}


def _timeouts() -> str:
    statement = os.environ.get("ROOTBRIDGE_STATEMENT_TIMEOUT", "")
    limits = {
        "statement_timeout": statement if statement.isdigit() else str(STATEMENT_TIMEOUT),
        "lock_timeout": str(LOCK_TIMEOUT),
        "idle_in_transaction_session_timeout": str(IDLE_TIMEOUT),
    }
    return " ".join(f"-c {name}={value}" for name, value in limits.items())


def _from_url(url: str) -> dict:
    """A postgresql://user:password@host:port/name?sslmode=require address as Django's settings."""
    shape = "DATABASE_URL should look like postgresql://name:password@host:5432/database"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise WrongAddress(f"{shape} ({error}).") from error
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise WrongAddress(f"{shape}: PostgreSQL is the only database Rootbridge uses.")
    options = dict(parse_qsl(parts.query))
    host = re.match(r"\[([^]]*)\]|([^:]*)", parts.netloc.rpartition("@")[2])
    return {
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or unquote(host[1] or host[2]),
        "PORT": str(port or ""),
        "OPTIONS": options,
    }
