"""What the survey says, with what is small hidden: below ten voices, and what could be worked out from the rest."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Sum

from .models import SurveyCount
from .models.survey import VOICES
from .questions import MANY, SCALE, SurveyQuestion, counted


@dataclass(frozen=True)
class Result:
    """``rows``: (words, how many or None where hidden), options nobody chose left out; ``average``: of a scale, None
    where too few spoke; ``key``: of the question."""

    question: SurveyQuestion
    rows: list[tuple]
    average: float | None
    is_hidden: bool


def voices(counts: dict) -> int | None:
    """How many took part; None below the limit."""
    said = counts.get(VOICES, {}).get(VOICES, 0)
    return said if said >= settings.ROOTBRIDGE_SMALL_CELL else None


def results(start, end) -> tuple[int | None, list[Result]]:
    """(how many took part, a Result for each question with options) of whole months. One query."""
    counts = SurveyCount.objects.between(start, end).sums()
    return voices(counts), [result_of(question, counts.get(question.key, {})) for question in counted()]


def result_of(question: SurveyQuestion, said: dict[str, int]) -> Result:
    limit = settings.ROOTBRIDGE_SMALL_CELL
    is_hidden = sum(said.values()) < limit
    hidden = set(said) if is_hidden else _hidden(said, limit, alone=question.kind != MANY)
    rows = [(words, None if key in hidden else said[key]) for key, words in question.options if said.get(key)]
    return Result(question, [] if is_hidden else rows, None if is_hidden else average(question, said), is_hidden)


def average(question: SurveyQuestion, said: dict[str, int]) -> float | None:
    """Of a scale, one decimal; None where it is none, or fewer than ten gave a number."""
    scored = {int(key): count for key, count in said.items() if key.isdigit()}
    people = sum(scored.values())
    if question.kind != SCALE or people < settings.ROOTBRIDGE_SMALL_CELL:
        return None
    return round(sum(score * count for score, count in scored.items()) / people, 1)


def _hidden(said, limit, *, alone) -> set[str]:
    """Options below the limit; where one answer each adds up to the voices, never one alone and never few together."""
    order = sorted((count, key) for key, count in said.items() if count)
    hidden = {key for count, key in order if count < limit}
    while alone and hidden and len(hidden) < len(order):
        if len(hidden) > 1 and sum(said[key] for key in hidden) >= limit:
            break
        hidden.add(next(key for _count, key in order if key not in hidden))
    return hidden


def years() -> list[int]:
    """Years with voices, the newest first. One query."""
    rows = SurveyCount.objects.filter(question=VOICES).values_list("month__year").annotate(Sum("count"))
    return sorted((year for year, _count in rows), reverse=True)


def sheet(start, end) -> Iterator[list]:
    """The same as lines of a CSV: question, answer, how many ("" where hidden)."""
    _all, found = results(start, end)
    for result in found:
        for words, count in result.rows:
            yield [str(result.question.title), str(words), "" if count is None else count]
