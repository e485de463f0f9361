"""A kept connection is asked whether it still lives before each request; a query for that costs as much as a page.

A socket that the server closed can be read at once: only then, or when its state is not right, is the query sent.
"""

import select

from django.db.backends.postgresql.base import DatabaseWrapper as PostgresWrapper
from psycopg.pq import ConnStatus


class DatabaseWrapper(PostgresWrapper):
    def is_usable(self):
        if self.connection is None:
            return False
        line = self.connection.pgconn
        if line.status == ConnStatus.OK and not _can_be_read(line.socket):
            return True
        return super().is_usable()


def _can_be_read(socket: int) -> bool:
    """Is there anything to read, or has the other side gone?"""
    asked = select.poll()
    asked.register(socket, select.POLLIN | select.POLLHUP | select.POLLERR)
    return bool(asked.poll(0))
