"""How desks work, told by desk, topic, origin, residence, language, gender and way: what came, what was answered,
within the promise, how long it took. Somebody stands behind a figure once, however much they asked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from statistics import median, quantiles

from django.db.models import F, FilteredRelation, Q
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.figures import Figure, Indicator, Measure, indicators
from rootbridge.base.design.formats import country_name, language_name
from rootbridge.base.reference.models import Place
from rootbridge.base.reference.topics import Topic
from rootbridge.people.members.indicators import gender_words
from rootbridge.people.offices.models import Office

from .models import Channel, Question

DAY = 86_400


@dataclass(frozen=True)
class Case:
    """One question, as figures see it. ``person``: tells people apart, "" for one who can be told apart no more."""

    person: str
    group: object
    asked_at: datetime
    due_on: object
    replied_at: datetime | None
    answered_at: datetime | None


def cases(period, scope, group: str) -> list[Case]:
    """The questions asked in a period to offices of a place by people living in a country; ``group``: a column. One
    query."""
    rows = Question.objects.filter(
        asked_at__date__range=(period.start, period.end), office__place__path__startswith=scope.path
    )
    rows = rows.filter(living=scope.residence) if scope.residence else rows
    live = FilteredRelation("closings", condition=Q(closings__reopened_at=None, closings__kind="answered"))
    rows = rows.annotate(done=live, answered_at=F("done__at"))
    named = rows.values_list("member__email", "email", "phone", group, "asked_at", "due_on", "first_reply_at",
                             "answered_at")  # fmt: skip
    return [Case((mail or address or phone or "").lower(), *rest) for mail, address, phone, *rest in named]


def _waits(rows, end: str) -> list[float]:
    """Days from the question to its first reply ("replied_at") or its answer ("answered_at")."""
    return [(getattr(row, end) - row.asked_at).total_seconds() / DAY for row in rows if getattr(row, end)]


def ninth(waits: list[float]) -> float | None:
    """The length that nine of ten stay below; None of nothing."""
    return quantiles(waits, n=10, method="inclusive")[8] if len(waits) > 1 else waits[0] if waits else None


def _middle(waits):
    return median(waits) if waits else None


def _rounded(value):
    return None if value is None else round(value, 1)


def _share(rows, is_so: Callable) -> int | None:
    return round(100 * sum(map(is_so, rows)) / len(rows)) if rows else None


def _replied(rows):
    return [row for row in rows if row.replied_at]


def _answered(rows):
    return [row for row in rows if row.answered_at]


MEASURES = [
    Measure(_("Received"), lambda rows: len(rows)),
    Measure(_("Answered, of a hundred"), lambda rows: _share(rows, lambda row: bool(row.answered_at))),
    Measure(
        _("Within the promise, of a hundred"),
        lambda rows: _share(rows, lambda row: row.replied_at.date() <= row.due_on), among=_replied,
    ),
    Measure(_("First reply, days: half"), lambda rows: _rounded(_middle(_waits(rows, "replied_at"))), among=_replied),
    Measure(_("First reply: nine of ten"), lambda rows: _rounded(ninth(_waits(rows, "replied_at"))), among=_replied),
    Measure(_("Answer, days: half"), lambda rows: _rounded(_middle(_waits(rows, "answered_at"))), among=_answered),
    Measure(_("Answer: nine of ten"), lambda rows: _rounded(ninth(_waits(rows, "answered_at"))), among=_answered),
]  # fmt: skip


def _by(column: str, names: Callable) -> Callable:
    """What an indicator computes; ``names()`` gives a function from a value of the column to the name of its row."""

    def compute(period, scope):
        groups, name = {}, names()
        for case in cases(period, scope, column):
            groups.setdefault(str(name(case.group)), []).append(case)
        return Figure(groups=groups, measures=MEASURES)

    return compute


def _offices():
    known = {office.pk: office.name for office in Office.objects.all()}
    return known.get


def _topics():
    return lambda value: Topic(value).label if value else gettext("Not said")


def _origins():
    """The region of home."""
    language, regions = get_language(), {}
    for place in Place.objects.filter(kind__in=(Place.Kind.REGION, Place.Kind.COUNTRY)):
        regions[place.path] = place.name(language)

    def name(path):
        parts = (path or "").split("/")
        return regions.get("/".join(parts[:2]) + "/") or regions.get(f"{parts[0]}/") or gettext("Not said")

    return name


def _lands():
    return lambda code: country_name(code) if code else gettext("Not said")


def _languages():
    return language_name


def _genders():
    return lambda value: gender_words(value or "")


def _channels():
    return lambda value: Channel(value).label


_note = _("How long: from the question to the first reply, and to the answer. Fewer than ten people are not told.")
for key, title, column, names, order in (
    ("help.by_desk", _("Questions by desk"), "office", _offices, 40),
    ("help.by_topic", _("Questions by topic"), "topic", _topics, 41),
    ("help.by_origin", _("Questions by origin"), "member__home__path", _origins, 42),
    ("help.by_residence", _("Questions by country of residence"), "living", _lands, 43),
    ("help.by_language", _("Questions by language"), "language", _languages, 44),
    ("help.by_gender", _("Questions by gender"), "member__gender", _genders, 45),
    ("help.by_channel", _("Questions by how they came"), "channel", _channels, 46),
):
    indicators.add(key, Indicator(key, title, "", _by(column, names), "summary", _note, "help", order, is_whole=True))
