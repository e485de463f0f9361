"""What the front page shows: the need that asks, needs of home towns, guides that fit, what came of it."""

import time
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rootbridge.base.core import parts
from rootbridge.base.core.bearings import Bearings, Stage
from rootbridge.base.core.figures import Period, Scope, indicators
from rootbridge.bridges.insights.reports import report_of
from rootbridge.subjects.opportunities.models import Mode, Need

CARDS = 3
FIGURES = ("opportunities.answered", "opportunities.first_reply", "opportunities.hours", "opportunities.open")
SECONDS_REMEMBERED = 60
_memory: dict[str, tuple[float, list]] = {}


@dataclass(frozen=True)
class Asked:
    """A need as the front page says it. ``language``: of the text, when it is not the reader's."""

    title: str
    place: str
    body: str
    where: str
    url: str
    language: str
    answer_by: object
    answers: int


def needs_asking(bearings: Bearings, language: str, *, limit=CARDS + 1) -> list[Asked]:
    """Open needs: of the reader's home district first, then those whose day comes soonest. Two queries."""
    if not parts.is_on("opportunities"):
        return []
    today = timezone.localdate()
    needs = Need.objects.open_on(today).for_cards().with_answers().order_by("answer_by", "pk")
    steps = bearings.home.split("-")
    near = list(needs.filter(place__code__startswith="-".join(steps[:2]))[:limit]) if bearings.home else []
    rest = needs.exclude(pk__in=[need.pk for need in near])
    return [_asked(need, language) for need in [*near, *rest[: limit - len(near)]]]


def _asked(need, language) -> Asked:
    where = need.place.name(language) if need.mode == Mode.THERE else str(need.get_mode_display())
    hours = ngettext("%(hours)s hour", "%(hours)s hours", need.hours) % {"hours": need.hours} if need.hours else ""
    return Asked(
        title=need.titles.get(language) or need.titles[need.text_language],
        place=need.place.name(language),
        body=need.organisation.name,
        where=" · ".join(filter(None, [hours, where])),
        url=need.get_absolute_url(),
        language="" if language in need.titles else need.text_language,
        answer_by=need.answer_by,
        answers=need.answer_count,
    )


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


def what_came_of_it() -> list:
    """The figures of the last twelve months, small ones hidden. Remembered for a minute in each process."""
    known = _memory.get("figures")
    if known and known[0] > time.monotonic():
        return known[1]
    today = timezone.localdate()
    period = Period(today - timedelta(days=365), today)
    found = [report_of(indicators.get(key), period, Scope()) for key in FIGURES if key in indicators]
    _memory["figures"] = (time.monotonic() + SECONDS_REMEMBERED, found)
    return found


def forget() -> None:
    _memory.clear()
