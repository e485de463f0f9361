from django.conf import settings
from django.core.management.base import BaseCommand

from rootbridge.base.runtime import postgres


class Command(BaseCommand):
    help = "Show how the embedded database of this clone stands, and where its data is."
    requires_system_checks = ()

    def handle(self, *args, **options):
        if not postgres.is_needed():
            self.stdout.write("DATABASE_URL names a server; the embedded database is not used.")
            return
        seen = postgres.status(settings.BASE_DIR)
        self.stdout.write(f"state: {seen.state}")
        if seen.home:
            self.stdout.write(f"PostgreSQL: {seen.major}")
            self.stdout.write(f"process: {seen.number or '-'}")
            self.stdout.write(f"data: {seen.home}")
