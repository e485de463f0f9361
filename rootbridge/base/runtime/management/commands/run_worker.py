"""One process for all that happens behind the pages: tasks in its main thread, letters in another.

Two processes would hold the whole platform in memory twice. When the letters fail (the database is
away, say), the process ends, and the crew brings it back.
"""

import logging
import os
import signal
import threading

from django.core.management import call_command
from django.db import connections
from django_tasks_db.management.commands import db_worker

logger = logging.getLogger(__name__)


class Command(db_worker.Command):
    help = "Do the work behind the pages: run tasks, send letters, until stopped."

    def handle(self, **options):
        threading.Thread(target=_send_letters, name="letters", daemon=True).start()
        super().handle(**options)


def _send_letters() -> None:
    try:
        call_command("send_letters", loop=True)
    except Exception:
        logger.exception("The letters stopped; the worker begins again")
    finally:
        connections.close_all()
        os.kill(os.getpid(), signal.SIGTERM)
