"""The shared cache: what is counted for the limits on sign-in, in a table that every process reads.

Django's own database cache keeps 300 entries and then throws away a third of them in the order of their keys, so
traffic of strangers would empty the counters of everybody. Here an entry goes when its time is over and never before.
"""

import base64
import pickle
from datetime import UTC, datetime

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connection
from django.utils import timezone

FOREVER = datetime.max.replace(tzinfo=UTC)


class Counters(DatabaseCache):
    """Django's database cache without its limit of entries. Each change is one statement that finds its row by the
    key, however many rows there are, and two that come at the same moment take turns."""

    def _base_set(self, mode, key, value, timeout=DEFAULT_TIMEOUT):
        """``mode``: "set"; "add" leaves an entry that still holds; "touch" only moves its end. Returns whether a row
        was written."""
        end = self.get_backend_timeout(timeout)
        expires = FOREVER if end is None else datetime.fromtimestamp(end, tz=UTC)
        with connection.cursor() as cursor:
            if mode == "touch":
                cursor.execute(f"UPDATE {self._table} SET expires = %s WHERE cache_key = %s", [expires, key])  # noqa: S608
                return bool(cursor.rowcount)
            held = f"WHERE {self._table}.expires < %s" if mode == "add" else ""
            cursor.execute(
                f"INSERT INTO {self._table} (cache_key, value, expires) VALUES (%s, %s, %s) ON CONFLICT (cache_key)"  # noqa: S608
                f" DO UPDATE SET value = excluded.value, expires = excluded.expires {held}",
                [key, _packed(value), expires, *([timezone.now()] if held else [])],
            )
            return bool(cursor.rowcount)


def clear_expired(now) -> int:
    """Take away what is over; how many rows. An index on ``expires`` finds them."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_cache WHERE expires < %s", [now])
        return cursor.rowcount


def _packed(value) -> str:
    return base64.b64encode(pickle.dumps(value, pickle.HIGHEST_PROTOCOL)).decode("latin1")
