from django.core.management.base import BaseCommand, CommandError

from rootbridge.base.reference.countries import ensure_countries, ensure_regions
from rootbridge.base.reference.models import Place


class Command(BaseCommand):
    help = "Write the countries (ISO 3166-1, names of CLDR), or bring their names up to date; with their regions."

    def add_arguments(self, parser):
        parser.add_argument("--regions", nargs="*", default=[], metavar="CODE", help="countries whose regions to write")

    def handle(self, *args, **options):
        countries = ensure_countries()
        regions = 0
        for code in options["regions"]:
            if not Place.objects.countries().filter(code=code).exists():
                raise CommandError(f"{code} is no country of ISO 3166-1")
            regions += ensure_regions(code)
        self.stdout.write(f"{countries} countries, {regions} regions")
