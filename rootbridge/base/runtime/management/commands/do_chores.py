import time

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from rootbridge.base.core.chores import do_chores


class Command(BaseCommand):
    help = "Do what the clock asks for: a talk that nobody took in time becomes a question."

    def add_arguments(self, parser):
        parser.add_argument("--loop", action="store_true", help="keep going, looking every few seconds")
        parser.add_argument("--every", type=float, default=2.0, help="seconds between two looks")

    def handle(self, *args, **options):
        while True:
            done = do_chores(timezone.now())
            if not options["loop"]:
                self.stdout.write(", ".join(f"{key}: {number}" for key, number in done.items()))
                return
            close_old_connections()
            time.sleep(options["every"])
