from django.core.management.base import BaseCommand

from rootbridge.subjects.resources.loading import load_resources


class Command(BaseCommand):
    help = "Write the records of the library that come with every platform. Loading twice changes nothing."

    def handle(self, *args, **options):
        made = load_resources()
        self.stdout.write(f"library: {len(made)} records and collections written" if made else "library: all there")
