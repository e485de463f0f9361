from django.core.management.base import BaseCommand

from rootbridge.base.core import shipping
from rootbridge.base.design import assets
from rootbridge.base.runtime import schema


class Command(BaseCommand):
    help = "Make the platform ready to be served: tables and files. Quick when nothing changed."
    requires_system_checks = ()

    def handle(self, *args, **options):
        has_migrated = schema.bring_up(verbosity=options["verbosity"] - 1)
        self.stdout.write("tables: brought up to date" if has_migrated else "tables: up to date")
        self.stdout.write(f"rows that come with every platform: {sum(shipping.bring_all().values())} new")
        self.stdout.write(f"files: {len(assets.build())}")
