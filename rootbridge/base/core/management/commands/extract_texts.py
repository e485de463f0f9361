from django.core.management.base import BaseCommand
from tqdm import tqdm

from rootbridge.base.core import catalogue


class Command(BaseCommand):
    help = "Gather the texts of the interface into locale/, new ones empty, for translation."

    def handle(self, *args, **options):
        source = catalogue.gathered()
        for language in tqdm(catalogue.languages(), unit="language", disable=None):
            catalogue.bring_up_to_date(language, source)
        self.stdout.write(f"{len(source)} texts")
