import time

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from rootbridge.base.fetching.rounds import gather, go_round

GATHER = 3600.0  # seconds


class Command(BaseCommand):
    help = "Check the addresses that pages name: what is broken, has moved, or shows a bad certificate."

    def add_arguments(self, parser):
        parser.add_argument("--loop", action="store_true", help="keep going, looking every minute")
        parser.add_argument("--every", type=float, default=60.0, help="seconds between two rounds")

    def handle(self, *args, **options):
        if not settings.ROOTBRIDGE_CHECK_LINKS and not options["loop"]:
            self.stderr.write("Checking is switched off: see ROOTBRIDGE_CHECK_LINKS.")
            return
        gathered = -GATHER
        while True:
            if settings.ROOTBRIDGE_CHECK_LINKS:
                if time.monotonic() - gathered >= GATHER:
                    gather(timezone.now())
                    gathered = time.monotonic()
                done = go_round(timezone.now())
            if not options["loop"]:
                self.stdout.write(f"{done} checked")
                return
            close_old_connections()
            time.sleep(options["every"])
