from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from rootbridge.base.reference.bundles import Wrong
from rootbridge.base.reference.place_import import MOST_SHOWN, Change, Refused, Report, import_places

SENTENCES = {
    "add": "add {after} ({code}, in {above})",
    "change": "change {after} ({code})",
    "rename": "rename {before} to {after} ({code})",
    "move": "move {after} ({code}) to {above}",
    "merge": "merge {after} ({code}) into {above}",
    "part": "{after} ({code}) is no longer a part of another",
}


class Command(BaseCommand):
    help = (
        "Read an official list of units (CSV or XLSX) or a country file of GeoNames (MD.txt or MD.zip) and bring the "
        "places up to date. All or nothing; read twice it changes nothing. With --dry-run it only tells."
    )

    def add_arguments(self, parser):
        parser.add_argument("path", metavar="FILE", type=Path)
        parser.add_argument("--country", default="", metavar="CODE", help="whose official codes the list holds (MD)")
        parser.add_argument("--language", default="", metavar="CODE", help="of names whose column says no language")
        parser.add_argument("--names", type=Path, metavar="FILE", help="alternateNamesV2.txt, for a file of GeoNames")
        parser.add_argument("--dry-run", action="store_true", help="tell what would change, and change nothing")

    def handle(self, *args, **options):
        asked = {name: options[name] for name in ("country", "language", "names", "dry_run")}
        asked["country"] = asked["country"].upper()
        try:
            report = import_places(options["path"], **asked)
        except Refused as refused:
            more = refused.total - len(refused.faults)
            rest = f"\n… and {more} more" if more > 0 else ""
            raise CommandError(f"Nothing was written. {refused.total} wrong:\n{refused}{rest}") from refused
        except Wrong as wrong:
            raise CommandError(f"Nothing was written. {wrong}") from wrong
        self._tell(report, is_dry=options["dry_run"])

    def _tell(self, report: Report, *, is_dry: bool) -> None:
        for change in report.changes if is_dry else []:
            self.stdout.write(f"line {change.line}: {sentence_of(change)}")
        if is_dry and sum(report.counts.values()) > MOST_SHOWN:
            self.stdout.write(f"… and {sum(report.counts.values()) - MOST_SHOWN} more")
        if report.unread:
            self.stdout.write(f"columns not read: {', '.join(report.unread)}")
        if report.passed_over:
            self.stdout.write(f"rows that are no town, village or unit, passed over: {report.passed_over}")
        counts = ", ".join(f"{number} to {what}" for what, number in report.counts.items() if number) or "nothing new"
        done = "Nothing was written, this was a dry run" if is_dry else "Done"
        self.stdout.write(f"{done}: {report.rows} rows; {counts if is_dry else counts.replace(' to ', ' ')}")


def sentence_of(change: Change) -> str:
    """ "rename Sîngerei to Bălțeni (MD-SI-singerei)"."""
    return SENTENCES[change.what].format(
        after=change.after, before=change.before, code=change.code, above=change.above or "nothing"
    )
