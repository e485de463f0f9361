"""The prepared decisions that come with every platform: written once, and left alone by whoever changed them."""

import json
from pathlib import Path

from .models import PreparedDecision

FILE = Path(__file__).parent / "data" / "prepared.json"


def bring() -> int:
    """Write those that were never here; how many."""
    there = set(PreparedDecision.objects.exclude(shipped=None).values_list("shipped", flat=True))
    rows = [
        PreparedDecision(shipped=row["key"], outcome=row["outcome"], rule=row["rule"], titles=row["titles"],
                         words=row["words"], order=place)
        for place, row in enumerate(json.loads(FILE.read_text("utf8")), start=1) if row["key"] not in there
    ]  # fmt: skip
    PreparedDecision.objects.bulk_create(rows)
    return len(rows)
