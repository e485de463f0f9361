"""One process for all that happens behind the pages: tasks in its main thread; letters, chores, the checking of
addresses and, where one is named, the mailbox in threads of their own.

More processes would each hold the whole platform in memory. When one of the threads fails (the database is
away, say), the process ends, and the crew brings it back.
"""

import logging
import os
import signal
import threading

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django_tasks_db.management.commands import db_worker

logger = logging.getLogger(__name__)


class Command(db_worker.Command):
    help = "Do the work behind the pages: tasks, letters, chores, the mailbox, the check of addresses; until stopped."

    def handle(self, **options):
        more = ["read_mail"] if settings.IMAP_URL else []
        more += ["check_addresses"] if settings.ROOTBRIDGE_CHECK_LINKS else []
        for command in ("send_letters", "do_chores", *more):
            threading.Thread(target=_go_on, args=[command], name=command, daemon=True).start()
        super().handle(**options)


def _go_on(command: str) -> None:
    try:
        call_command(command, loop=True)
    except Exception:
        logger.exception("%s stopped; the worker begins again", command)
    finally:
        connections.close_all()
        os.kill(os.getpid(), signal.SIGTERM)
