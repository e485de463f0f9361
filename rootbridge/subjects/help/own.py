"""What a member finds of their questions on their own page."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F

from .models import Question


@dataclass(frozen=True)
class OwnQuestion:
    """``due_on``: until when an answer is promised; ``is_answered``: then ``url`` shows it."""

    number: str
    title: str
    office: str
    url: str
    asked_on: date
    due_on: date
    is_answered: bool
    language: str


def my_questions(member, limit: int = 20) -> list[OwnQuestion]:
    """The questions a member asked, those that wait first, then the newest. One query."""
    rows = Question.objects.mine(member).with_office()
    rows = rows.order_by(F("closed_at").desc(nulls_first=True), "-asked_at")[:limit]
    return [
        OwnQuestion(row.number, row.title, row.office.name, row.get_absolute_url(), row.asked_at.date(), row.due_on,
                    row.closing_kind == "answered", row.language)
        for row in rows
    ]  # fmt: skip
