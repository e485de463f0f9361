import imaplib
import logging
import time

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections

from rootbridge.base.mail import mailbox

logger = logging.getLogger(__name__)
LONGEST_REST = 900


class Command(BaseCommand):
    help = "Read what came into the mailbox that ROOTBRIDGE_IMAP names."

    def add_arguments(self, parser):
        parser.add_argument("--loop", action="store_true", help="keep going, looking every half minute")
        parser.add_argument("--every", type=float, default=30.0, help="seconds between two looks")

    def handle(self, *args, **options):
        if not mailbox.is_read():
            raise CommandError("No mailbox is named: set ROOTBRIDGE_IMAP.")
        if options["loop"]:
            self._go_on(options["every"])
        try:
            self.stdout.write(f"{mailbox.read_new()} read")
        except (OSError, imaplib.IMAP4.error) as error:
            raise CommandError(f"The mailbox cannot be read: {type(error).__name__}") from error

    def _go_on(self, every):
        """While the server is away, look less and less often."""
        rest = every
        while True:
            try:
                handled = mailbox.read_new()
                rest = every if handled < mailbox.AT_ONCE else 0
            except (OSError, imaplib.IMAP4.error) as error:
                logger.warning("the mailbox cannot be read: %s", type(error).__name__)
                rest = min(max(rest, every) * 2, LONGEST_REST)
            close_old_connections()
            time.sleep(rest)
