"""``verify_audit``: walk the chain of the record and say whether anybody changed it."""

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from rootbridge.base.audit.chain import seal_records, verify
from rootbridge.base.audit.models import Record


class Command(BaseCommand):
    help = "Seal what is new, then check every link of the audit chain. Exit status 0 only when all hold."

    def handle(self, *args, **options):
        while seal_records():
            pass
        with tqdm(total=Record.objects.filter(seal__isnull=False).count(), unit=" records", disable=None) as bar:
            verdict = verify()
            bar.update(verdict.links)
        if not verdict.holds:
            raise CommandError(f"the chain breaks at record {verdict.broken_at}, after {verdict.links} that hold")
        self.stdout.write(f"the chain holds: {verdict.links} records, none changed")
