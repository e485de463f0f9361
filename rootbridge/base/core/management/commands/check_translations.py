from django.core.management.base import BaseCommand, CommandError

from rootbridge.base.core import catalogue

SHOWN = 40


class Command(BaseCommand):
    help = "Say which texts of the interface are missing or wrong in which language; exit status 1 when there are any."

    def handle(self, *args, **options):
        source = catalogue.gathered()
        faults = [fault for language in catalogue.languages() for fault in catalogue.faults(language, source)]
        for fault in faults[:SHOWN]:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"{len(faults)} texts are not right. `python manage.py extract_texts` gathers new ones.")
        self.stdout.write(f"{len(source)} texts in {len(catalogue.languages()) + 1} languages")
