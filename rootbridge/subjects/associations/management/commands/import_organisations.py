"""A list of organisations of any length, brought in at once."""

import time
from collections import Counter
from itertools import islice
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from rootbridge.subjects.associations import bringing
from rootbridge.subjects.associations.entries import FIELDS, guess
from rootbridge.subjects.associations.models import Load, LoadMark
from rootbridge.subjects.associations.rows import Unreadable, rows_of


class Command(BaseCommand):
    help = "Bring in a list of organisations (CSV UTF-8 or XLSX). All of it is written, or nothing."

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--map", nargs="*", default=[], metavar="FIELD=COLUMN",
                            help="which column holds what, by its heading or number from 1")  # fmt: skip
        parser.add_argument("--source", default="", help="where the list is from; the name of the file if not given")
        parser.add_argument("--language", default="ro", help="language of the names")
        parser.add_argument("--near", action="store_true", help="bring in rows whose names are near another's too")
        parser.add_argument("--dry-run", action="store_true", help="say what each row would do and write nothing")

    def handle(self, *args, **options):
        path, begun = Path(options["file"]), time.monotonic()
        if not path.is_file():
            raise CommandError(f"there is no file {path}")
        try:
            with path.open("rb") as file:
                rows = rows_of(file, path.name)
                mapping = self._mapping(next(rows)[1], options["map"])
                load = Load(name=(options["source"] or path.name)[:200], language=options["language"],
                            others=["all"] if options["near"] else [])  # fmt: skip
                counts = (self._look if options["dry_run"] else self._bring)(rows, mapping, load)
        except (Unreadable, StopIteration) as trouble:
            raise CommandError(str(trouble) or "the file is empty") from None
        told = ", ".join(f"{counts[mark]} {mark}" for mark in LoadMark.values)
        self.stdout.write(f"{told} in {time.monotonic() - begun:.1f} s")

    def _mapping(self, header, pairs) -> dict[str, int]:
        found = guess(header)
        for pair in pairs:
            name, _equals, column = pair.partition("=")
            if name not in FIELDS or not column:
                raise CommandError(f"{pair}: write one of {', '.join(FIELDS)}, =, and a column")
            if column in header:
                found[name] = header.index(column)
            elif column.isdecimal() and 0 < int(column) <= len(header):
                found[name] = int(column) - 1
            else:
                raise CommandError(f"{pair}: there is no such column; there are {', '.join(header)}")
        if "name" not in found:
            raise CommandError("say which column holds the name: --map name=…")
        return found

    def _look(self, rows, mapping, load) -> Counter:
        counts = Counter()
        for piece in bringing.planned(rows, mapping, load):
            counts.update(str(row.mark) for row in piece)
            for row in piece:
                if row.mark in (LoadMark.REFUSED, LoadMark.DOUBLE, LoadMark.NEAR):
                    self.stdout.write(f"line {row.line}: {row.mark}: {row.name[:60]}: {row.why} {row.like[0]}".rstrip())
        return counts

    def _bring(self, rows, mapping, load) -> Counter:
        load.save()
        try:
            return bringing.bring(load, islice(rows, None), mapping, by=None)
        except Unreadable:
            load.delete()
            raise
