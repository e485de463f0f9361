from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from rootbridge.base.runtime import postgres


class Command(BaseCommand):
    help = "Start the embedded database of this clone, if it does not run."
    requires_system_checks = ()

    def handle(self, *args, **options):
        if not postgres.is_needed():
            self.stdout.write("DATABASE_URL names a server; the embedded database is not used.")
            return
        try:
            was_started = postgres.start(settings.BASE_DIR)
        except postgres.Unavailable as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write("The database has started." if was_started else "The database runs already.")
