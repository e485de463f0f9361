"""``verify_audit``: walk the chain of the record and say whether anybody changed it."""

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from rootbridge.base.audit.chain import verify
from rootbridge.base.audit.models import Record


class Command(BaseCommand):
    help = "Check every link of the audit chain. Exit status 0 only when all hold and no sealed record is missing."

    def handle(self, *args, **options):
        with tqdm(total=Record.objects.filter(seal__isnull=False).count(), unit=" records", disable=None) as bar:
            verdict = verify()
            bar.update(verdict.links)
        if not verdict.holds:
            raise CommandError(f"the chain breaks at record {verdict.broken_at}, after {verdict.links} that hold")
        unsealed = Record.objects.unsealed().count()
        self.stdout.write(f"the chain holds: {verdict.links} records, {unsealed} not sealed yet")
