"""Help outside the platform: telephone numbers by country, each with the day the list was last looked over.

``data/helplines.csv``; ``*`` is any country of Europe. Whoever runs a platform rings them before it opens, and
once a year: see docs/administer/safe-reports.md.
"""

import csv
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

ANYWHERE = "*"
OWN_EMERGENCY = ("US", "CA", "IL", "TR", "RU")  # where 112 is not the number to call
KINDS = {
    "emergency": _("Danger now: police, ambulance"),
    "violence": _("Violence at home or against women"),
    "trafficking": _("Trafficking, forced work, papers taken away"),
}


class Helpline(NamedTuple):
    """``country``: ISO code, "" for 112; ``phone``: as it is dialled inside that country."""

    country: str
    kind: str
    phone: str
    name: str
    url: str
    checked_on: date

    @property
    def kind_words(self) -> str:
        return KINDS[self.kind]


def helplines_for(living: str, home: str = "") -> list[Helpline]:
    """Those of the country where somebody lives, then of their home country; 112 first where it is the number."""
    near = [line for code in dict.fromkeys([living, home]) if code for line in every() if line.country == code]
    return [line for line in every() if not line.country and living not in OWN_EMERGENCY] + near


@cache
def every() -> tuple[Helpline, ...]:
    with (Path(__file__).parent / "data/helplines.csv").open(encoding="utf8", newline="") as file:
        return tuple(
            Helpline(
                row["country"].replace(ANYWHERE, ""),
                row["kind"],
                row["phone"],
                row["name"],
                row["url"],
                date.fromisoformat(row["checked_on"]),
            )  # fmt: skip
            for row in csv.DictReader(file)
        )
