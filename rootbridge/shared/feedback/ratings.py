"""The satisfaction question, for any subject to ask. A subject registers its kind once, in its ``slots.py``::

    add_rated(Rated("help.case", find=…, title=…, person=…, group=…, place_path=…, residence=…, part="help"))

then gives whoever asked the address of the question, in a letter or on a page:

- ``ratings.address_of(kind, number)``: "/en/feedback/rating/<signed token>/", a page of its own;
- ``ratings.box_for(kind, number)``: a Box for ``{% include "feedback/rating_box.html" %}`` on a page that only the
  asker sees; the template wants it under the name ``rating``;
- ``ratings.rating_of(kind, number)``: the Rating or None, for staff of that group;
- ``ratings.indicators_of(kind, part=..., average=..., count=..., order=...)``: two indicators, average and number.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.core import signing
from django.urls import reverse

from rootbridge.base.core.figures import Figure, Indicator, indicators
from rootbridge.base.core.registry import Registry
from rootbridge.people.members.limits import digest

from .models import Rating
from .models.rating import Score

SALT = "rootbridge.feedback.rating"


def nowhere(thing) -> str:
    return ""


@dataclass(frozen=True)
class Rated:
    """``find(number)``: the thing that may be rated now, or None; ``title(thing)``: as the asker reads it;
    ``group(thing)``: the desk, say; ``place_path(thing)``, ``residence(thing)``: where it counts; ``person(thing)``:
    any text that tells askers apart, such as their address: only a digest of it is kept."""

    key: str
    find: Callable
    title: Callable
    person: Callable
    group: Callable = nowhere
    place_path: Callable = nowhere
    residence: Callable = nowhere
    part: str = ""
    order: int = 0


rated: Registry[Rated] = Registry("what can be rated")


@dataclass(frozen=True)
class Box:
    """What the include draws. ``given``: the score so far, 0 for none; ``scores``: pairs (number, words)."""

    action: str
    given: int
    words: str
    may_change: bool
    scores: list


def add_rated(kind: Rated) -> Rated:
    return rated.add(kind.key, kind)


def token_of(kind: str, number: int) -> str:
    return signing.dumps([kind, number], salt=SALT, compress=True)


def read_token(token: str):
    """(Rated, thing) that a token was given for; None for a forged one and where the thing is gone."""
    try:
        kind, number = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    known = rated.get(kind)
    thing = known.find(number) if known else None
    return None if thing is None else (known, number, thing)


def address_of(kind: str, number: int) -> str:
    """The page with the question, in the language in force. Whoever has the address may rate: give it to the asker."""
    return reverse("feedback:rating", args=[token_of(kind, number)])


def rating_of(kind: str, number: int) -> Rating | None:
    return Rating.objects.of(kind, number).first()


def box_for(kind: str, number: int) -> Box | None:
    """The question for a page that only the asker sees; None while the thing cannot be rated."""
    known = rated.get(kind)
    if known is None or known.find(number) is None:
        return None
    rating = rating_of(kind, number)
    return Box(
        action=address_of(kind, number), given=rating.score if rating else 0, words=rating.words if rating else "",
        may_change=rating.may_change if rating else True, scores=Score.choices,
    )  # fmt: skip


def give(known: Rated, number: int, thing, *, score: int, words="", language=""):
    """Keep a rating. Returns (rating, changed)."""
    return Rating.give(
        known.key, number, score=score, words=words, language=language, group=known.group(thing),
        place_path=known.place_path(thing), residence=known.residence(thing),
        rater=digest("rating", str(known.person(thing))),
    )  # fmt: skip


def average_of(kind: str, period, scope, group: str = "") -> Figure:
    """How content people were, 1 to 5 with one decimal, with the persons behind it."""
    sums = _rows(kind, period, scope, group).sums()
    return Figure(value=None if sums["average"] is None else round(sums["average"], 1), people=sums["people"])


def count_of(kind: str, period, scope, group: str = "") -> Figure:
    """How many ratings there are."""
    sums = _rows(kind, period, scope, group).sums()
    return Figure(value=sums["count"], people=sums["people"])


def indicators_of(kind: str, *, part: str, average, count, units, order: int) -> None:
    """Register both figures of a kind. ``average``, ``count``: lazy titles; ``units``: a lazy unit for each."""
    for name, title, unit, compute in (
        ("content", average, units[0], average_of), ("ratings", count, units[1], count_of),
    ):  # fmt: skip
        key = f"{kind}.{name}"
        counted = lambda period, scope, compute=compute: compute(kind, period, scope)  # noqa: E731
        indicators.add(key, Indicator(key, title, unit, counted, part=part, order=order))


def _rows(kind, period, scope, group):
    rows = Rating.objects.counted(kind, period, scope)
    return rows.filter(group=group) if group else rows
