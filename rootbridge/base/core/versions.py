"""The content version: after a change is committed the number grows, and every page cache hears of it."""

from django.db import connection, transaction

CHANNEL = "rootbridge_version"


def changed() -> None:
    """Say that public pages may have changed. Counted once the change is committed, once a transaction."""
    if connection.in_atomic_block:
        waiting = {callback for _ids, callback, _robust in connection.run_on_commit}
        if grow in waiting:
            return
    transaction.on_commit(grow)


def grow() -> None:
    """The same inside the present transaction: for a change that nobody would ever repeat, so that a kill after it
    leaves no old page behind. It holds the one row of the number until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_contentversion SET number = number + 1 WHERE id = 1")
        cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])


def number() -> int:
    """The present version: one query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM core_contentversion WHERE id = 1")
        return cursor.fetchone()[0]
