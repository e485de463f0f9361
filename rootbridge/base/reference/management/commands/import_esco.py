from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from rootbridge.base.reference.bundles import Wrong
from rootbridge.base.reference.esco import import_esco


class Command(BaseCommand):
    help = (
        "Read the official ESCO files (CSV bundles as published: zip, csv.gz, csv, or a folder of them) and write "
        "their occupations, skills, labels and relations. Again, it brings them up to date. All or nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH", type=Path)

    def handle(self, *args, **options):
        bars: dict[str, tqdm] = {}

        def tell(what: str, done: int, total: int) -> None:
            if what not in bars:
                unit = {"unit": "B", "unit_scale": True} if what == "reading" else {"unit": "step"}
                bars[what] = tqdm(total=total, desc=what, mininterval=0.5, disable=options["verbosity"] == 0, **unit)
            bars[what].update(done)

        try:
            counts, unknown = import_esco(options["paths"], tell=tell)
        except Wrong as wrong:
            raise CommandError(f"Nothing was written. {wrong}") from wrong
        finally:
            for bar in bars.values():
                bar.close()
        self.stdout.write(", ".join(f"{count} {noun}" for noun, count in counts.items()))
        for place, number in unknown.items():
            self.stdout.write(f"left out: {number} concepts of {place} that stand in no classification")
