"""How long a first reply usually takes, as it is told to those who wait; nothing where few people asked."""

from datetime import timedelta
from statistics import median

from django.conf import settings

from .models import Question

LATELY = timedelta(days=365)


def usual_days(question, now) -> float | None:
    """Median days to the first reply of its office on its topic in the last year, else of its office; None where
    fewer people than the limit of small cells stand behind it. At most two queries."""
    rows = Question.objects.filter(office=question.office_id, first_reply_at__isnull=False, asked_at__gte=now - LATELY)
    return (_median(rows.filter(topic=question.topic)) if question.topic else None) or _median(rows)


def _median(rows) -> float | None:
    found = list(rows.values_list("member", "email", "asked_at", "first_reply_at"))
    people = {(member, email) for member, email, *_times in found if member or email}
    if len(people) < settings.ROOTBRIDGE_SMALL_CELL:
        return None
    days = [(replied - asked).total_seconds() / 86_400 for *_who, asked, replied in found]
    return max(round(median(days), 1), 0.1)
