import json
import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from rootbridge.base.reference.recognition import MOST, recognise_occupations

LONGEST_LINE = 4_000


class Command(BaseCommand):
    help = "Read one text a line; write one JSON object a line: its text, and the occupations it may mean, best first."

    def add_arguments(self, parser):
        parser.add_argument("--language", default=settings.LANGUAGE_CODE, help="the language of the reader (ro)")
        parser.add_argument("--limit", type=int, default=8, help=f"matches at most, up to {MOST}")

    def handle(self, *args, **options):
        if not 1 <= options["limit"] <= MOST:
            raise CommandError(f"--limit is a number from 1 to {MOST}")
        for line in self._lines():
            matches = recognise_occupations(line, options["language"], options["limit"])
            found = [{"uri": match.uri, "label": match.label, "score": match.score} for match in matches]
            self.stdout.write(json.dumps({"text": line, "matches": found}, ensure_ascii=False))

    def _lines(self):
        """The lines of standard input; what is no UTF-8 is replaced, what is longer than any text is clipped."""
        stream = getattr(sys.stdin, "buffer", None)
        if stream is None:
            yield from (line.rstrip("\r\n")[:LONGEST_LINE] for line in sys.stdin)
            return
        while raw := stream.readline(LONGEST_LINE * 4):
            while not raw.endswith(b"\n") and (rest := stream.readline(LONGEST_LINE * 4)):
                raw = raw[: LONGEST_LINE * 4] + rest[-1:]
            yield raw.decode("utf-8", "replace").rstrip("\r\n")[:LONGEST_LINE]
