import os
import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from rootbridge.base.runtime import demo, postgres, serving


class Command(BaseCommand):
    help = "Serve the platform: database, tables, files, pages and background work, until Ctrl-C."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--demo", action="store_true", help="with sample data and one-click sign-in, here only")
        parser.add_argument("--pack", default=settings.ROOTBRIDGE_PACK, help="whose sample data (default: %(default)s)")
        parser.add_argument("--port", type=int, default=8000, help="the public port (default: %(default)s)")
        parser.add_argument("--bind", default=settings.ROOTBRIDGE_BIND, help="the address (default: %(default)s)")

    def handle(self, *args, **options):
        is_demo = options["demo"] or settings.ROOTBRIDGE_DEMO
        wanted = serving.Serving(options["bind"], options["port"], is_demo, options["pack"])
        try:
            self._refuse(wanted)
            self._agree(wanted)
            self._say("Starting the database.")
            owns_database = serving.start_database()
            serving.make_ready(wanted, self._say)
        except (demo.Unsafe, serving.CannotServe, postgres.Unavailable) as reason:
            raise CommandError(str(reason)) from reason
        self._say("Starting the pages.")
        plan = serving.write_plan(wanted, owns_database=owns_database)
        os.chdir(settings.BASE_DIR)
        os.execv(sys.executable, [sys.executable, "-m", "rootbridge.base.runtime.crew", str(plan)])  # noqa: S606

    def _agree(self, wanted: serving.Serving) -> None:
        """Begin again with the variables that every process must share, where they are not yet so."""
        missing = {name: value for name, value in wanted.environment().items() if os.environ.get(name) != value}
        if missing:
            os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | missing)  # noqa: S606

    def _refuse(self, wanted: serving.Serving) -> None:
        demo.refuse_unless_safe(
            is_demo=wanted.is_demo,
            bind=wanted.bind,
            hosts=settings.ALLOWED_HOSTS,
            is_debug=settings.DEBUG,
            proxies=settings.ROOTBRIDGE_TRUSTED_PROXIES,
        )
        serving.refuse_taken_port(wanted)

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()
