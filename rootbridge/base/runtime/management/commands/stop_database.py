from django.conf import settings
from django.core.management.base import BaseCommand

from rootbridge.base.runtime import postgres


class Command(BaseCommand):
    help = "Stop the embedded database of this clone. Its data stays."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--if-unused", action="store_true", help="leave it alone while anybody is connected")

    def handle(self, *args, **options):
        stop = postgres.stop_if_unused if options["if_unused"] else postgres.stop
        was_stopped = stop(settings.BASE_DIR)
        self.stdout.write("The database has stopped." if was_stopped else "Nothing was stopped.")
