from django.core.management.base import BaseCommand, CommandError

from rootbridge.base.reference.bundles import Wrong
from rootbridge.base.reference.models import Occupation, Skill
from rootbridge.base.reference.starter import load_starter


class Command(BaseCommand):
    help = "Write the starter taxonomy (groups of ISCO-08 and skills, in six languages), or bring it up to date."

    def handle(self, *args, **options):
        try:
            is_new = load_starter()
        except Wrong as wrong:
            raise CommandError(f"Nothing was written. {wrong}") from wrong
        news = "written" if is_new else "up to date"
        self.stdout.write(f"{news}: {Occupation.objects.groups().count()} groups, {Skill.objects.count()} skills")
