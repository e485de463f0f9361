"""What the front page shows: the need that asks, needs of home towns, guides that fit, what came of it."""

import json
import time
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from markupsafe import Markup

from rootbridge.base.core import parts
from rootbridge.base.core.bearings import Bearings, Stage
from rootbridge.base.design.formats import country_name
from rootbridge.bridges.insights.reports import public_reports
from rootbridge.subjects.opportunities import cards
from rootbridge.subjects.opportunities.cards import Card, Row
from rootbridge.subjects.opportunities.listing import FOUND, OPEN, ROWS

CARDS = 3
ASKING = f"""{ROWS} {FOUND} {OPEN}
ORDER BY (p.path LIKE %(near)s) DESC, (n.kind = 'expertise_request') DESC, n.answer_by NULLS LAST, n.id LIMIT %(limit)s
"""
SECONDS_REMEMBERED = 60
_memory: dict[str, tuple[float, list]] = {}


def needs_asking(bearings: Bearings, language: str) -> tuple[Card | None, Markup]:
    """The need that asks at the top and the cards of the next ones: those of the reader's home district first,
    then those whose day comes soonest. One query when the cards are known."""
    if not parts.is_on("opportunities"):
        return None, Markup("")
    region = "-".join(bearings.home.split("-")[:2])
    asked = {"day": timezone.localdate(), "near": f"{region[:2]}/{region}/%", "limit": CARDS + 1}
    with connection.planned() as cursor:
        cursor.execute(ASKING, asked)
        rows = [Row(*row[:4]) for row in cursor.fetchall()]
    if not rows:
        return None, Markup("")
    first = cards.shown([(rows[0].id, rows[0].stamp)], language).get(rows[0].id)
    return first, cards.joined(rows[1:], language)


@cache
def often_asked() -> list[str]:
    """Addresses of the guides that the pack names as often asked."""
    path = Path(settings.ROOTBRIDGE_PACKS_DIR) / settings.ROOTBRIDGE_PACK / "pack.json"
    return json.loads(path.read_text("utf8")).get("often_asked", []) if path.is_file() else []


def stages() -> list[tuple[str, str, str]]:
    """(stage, its words, what is found there) for the list "Where are you in life?"."""
    notes = {
        Stage.PLANNING: _("Contracts, papers, children"),
        Stage.ABROAD: _("Passport, pension, school"),
        Stage.RETURNING: _("Car, diploma, starting a firm"),
        Stage.RETURNED: _("Health insurance, work, school"),
        Stage.BORN_ABROAD: _("Citizenship, language, roots"),
        Stage.HOME: _("Family abroad, local projects"),
    }
    return [(stage.value, stage.label, notes[stage]) for stage in Stage]


def said_of(bearings: Bearings) -> list[str]:
    """What a reader said of where they live and at which stage they are, in words; their home stands in the deck."""
    lives = country_name(bearings.living) if bearings.living else ""
    stage = Stage(bearings.stage).label if bearings.stage else ""
    return [str(words) for words in (lives, stage) if words]


def what_came_of_it() -> list:
    """The figures of the last twelve months, small ones hidden. Remembered for a minute in each process."""
    known = _memory.get("figures")
    if known and known[0] > time.monotonic():
        return known[1]
    found = public_reports(timezone.localdate())
    _memory["figures"] = (time.monotonic() + SECONDS_REMEMBERED, found)
    return found


def forget() -> None:
    _memory.clear()
