"""Django's PostgreSQL backend with two things more.

A kept connection is asked whether it still lives before each request; a query for that costs as much as a page.
A socket that the server closed can be read at once: only then, or when its state is not right, is the query sent.

A long statement that is asked on every page takes longer to plan than to run: `planned()` gives a cursor whose
statements the server plans once for each connection.
"""

import select

from django.db.backends.postgresql.base import DatabaseWrapper as PostgresWrapper
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.postgresql.operations import DatabaseOperations as PostgresOperations
from psycopg.errors import FeatureNotSupported
from psycopg.pq import ConnStatus, TransactionStatus

ASKED_BEFORE_PLANNED = 2
PLANNED = "planned"


class PlannedCursor(ServerBindingCursor):
    def execute(self, query, params=None, **options):
        """A plan made before a table changed is refused by the server; the statement is then asked without one."""
        try:
            return super().execute(query, params, **options)
        except FeatureNotSupported:
            if self.connection.info.transaction_status != TransactionStatus.IDLE:
                raise
            return super().execute(query, params, prepare=False)


class DatabaseOperations(PostgresOperations):
    def last_executed_query(self, cursor, sql, params):
        """Of a planned statement nothing but its own words is known here: its values went beside it."""
        return super().last_executed_query(cursor, sql, params) or str(sql)


class DatabaseWrapper(PostgresWrapper):
    ops_class = DatabaseOperations

    def is_usable(self):
        if self.connection is None:
            return False
        line = self.connection.pgconn
        if line.status == ConnStatus.OK and not _can_be_read(line.socket):
            return True
        return super().is_usable()

    def planned(self):
        """A cursor for statements that the server is to plan once; their values are sent beside them, with types."""
        return self._cursor(PLANNED)

    def create_cursor(self, name=None):
        if name != PLANNED:
            return super().create_cursor(name)
        self.connection.prepare_threshold = ASKED_BEFORE_PLANNED
        return PlannedCursor(self.connection)


def _can_be_read(socket: int) -> bool:
    """Is there anything to read, or has the other side gone?"""
    asked = select.poll()
    asked.register(socket, select.POLLIN | select.POLLHUP | select.POLLERR)
    return bool(asked.poll(0))
