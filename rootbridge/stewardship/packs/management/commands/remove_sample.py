from django.core.management.base import BaseCommand

from rootbridge.stewardship.packs.removal import remove_all


class Command(BaseCommand):
    help = "Remove all sample data. What people entered themselves stays."

    def handle(self, *args, **options):
        for kind, count in remove_all().items():
            self.stdout.write(f"{count:6} {kind}")
