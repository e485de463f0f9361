"""``clear_outdated``: take away what is past its time; meant for once a day."""

import time

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone
from tqdm import tqdm

from rootbridge.base.core.retention import rules

DAY_SECONDS = 24 * 3600


class Command(BaseCommand):
    help = "Take away what is past its time: letters after thirty days, notices after six months, and so on."

    def add_arguments(self, parser):
        parser.add_argument("--loop", action="store_true", help="keep going, once a day")

    def handle(self, *args, **options):
        while True:
            self._clear()
            if not options["loop"]:
                return
            close_old_connections()
            time.sleep(DAY_SECONDS)

    def _clear(self):
        now = timezone.now()
        for rule in tqdm(list(rules), unit=" rules", disable=None):
            if number := rule.clear(now):
                self.stdout.write(f"{rule.model}: {number}")
