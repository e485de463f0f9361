from django.core.management.base import BaseCommand
from tqdm import tqdm

from rootbridge.base.core.findable import search_sources

from ...index import rebuild


class Command(BaseCommand):
    help = "Write the search index anew from every text that can be found. Readers search the old one meanwhile."

    def handle(self, *args, **options):
        steps = tqdm(rebuild(), total=len(search_sources.all()), unit="kind", disable=options["verbosity"] == 0)
        written = sum(steps)
        self.stdout.write(f"{written} texts can be found.")
