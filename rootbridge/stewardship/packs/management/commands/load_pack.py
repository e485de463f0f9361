import time

from django.core.management.base import BaseCommand, CommandError

from rootbridge.stewardship.packs.loading import load
from rootbridge.stewardship.packs.pack import NoSuchPack


class Command(BaseCommand):
    help = "Load a pack with its sample data, e.g. load_pack moldova. Loading twice changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("name", help="the folder under packs/")

    def handle(self, *args, name, **options):
        begun = time.monotonic()
        try:
            loaded = load(name, tell=lambda what: self.stdout.write(f"  {what}"))
        except NoSuchPack as error:
            raise CommandError(f"There is no pack called {error}. Look into the folder packs/.") from error
        took = time.monotonic() - begun
        self.stdout.write(f"{name}: loaded in {took:.0f} s" if loaded else f"{name}: its sample data is here already")
