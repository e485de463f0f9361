import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from rootbridge.subjects.services.loading import load_steps


class Command(BaseCommand):
    help = "Write the steps of the return plan from a file, or bring them up to date; loading again changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", help="a JSON file; that of the platform's pack where none is named")

    def handle(self, *args, **options):
        pack = Path(settings.ROOTBRIDGE_PACKS_DIR) / settings.ROOTBRIDGE_PACK / "plan.json"
        path = Path(options["file"]) if options["file"] else pack
        try:
            steps = load_steps(json.loads(path.read_text("utf8")))
        except (OSError, ValueError, KeyError) as error:
            raise CommandError(f"{path}: {error!r}") from error
        self.stdout.write(f"{len(steps)} steps")
