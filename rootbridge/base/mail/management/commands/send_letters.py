import logging
import time

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from rootbridge.base.audit.chain import seal_records
from rootbridge.base.core.retention import rules
from rootbridge.base.mail import post
from rootbridge.base.mail.models import Letter

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Send the letters that are due, clear those past thirty days, seal the audit chain."
    cleared_on = None

    def add_arguments(self, parser):
        parser.add_argument("--loop", action="store_true", help="keep going, looking every few seconds")
        parser.add_argument("--every", type=float, default=3.0, help="seconds between two looks")

    def handle(self, *args, **options):
        while True:
            sent = post.send_due()
            Letter.objects.outdated(timezone.now()).delete()
            seal_records()
            if not options["loop"]:
                self.stdout.write(f"{sent} sent")
                return
            self._clear_once_a_day(timezone.now())
            close_old_connections()
            time.sleep(options["every"])

    def _clear_once_a_day(self, now):
        """What is past its time goes; a rule that fails is noted and does not hold up the letters."""
        if self.cleared_on == now.date():
            return
        self.cleared_on = now.date()
        for rule in rules:
            try:
                rule.clear(now)
            except Exception:
                logger.exception("what is past its time stays: %s", rule.model)
