"""A question past its promised day: whoever has it hears of it, then the desk, then the centre; each once."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from rootbridge.base.audit.chain import record
from rootbridge.shared.inbox.telling import tell

from ..staff import administrators, people_of

# Days past the promise after which each of them hears of it; "person" is the desk where nobody has the question.
STAGES = (("person", 1), ("office", 2), ("centre", 4))


class Lateness:
    """An ability of a question."""

    def due_colour(self, today) -> str:
        """ "late" past its day, "soon" on it and on the day before, else "fine"."""
        return "late" if self.due_on < today else "soon" if self.due_on <= today + timedelta(days=1) else "fine"

    def escalate(self, today) -> list[str]:
        """Tell whoever should hear by now that it is late, and has not for this promise; the stages told."""
        told = []
        with transaction.atomic():
            rows = type(self).objects.select_for_update(of=("self",)).select_related("office__place", "person")
            question = rows.filter(pk=self.pk).first()
            if question is None or question.closings.filter(reopened_at__isnull=True).exists():
                return told
            for stage, days in STAGES:
                if (today - question.due_on).days < days:
                    break
                _reminder, made = question.reminders.get_or_create(stage=stage, due_on=question.due_on)
                if made:
                    question._tell_late(stage)
                    told.append(stage)
        return told

    def _tell_late(self, stage):
        said = {"number": self.number, "office": self.office.names, "due_on": self.due_on.isoformat()}
        if stage == "centre":
            tell("help.desk_late", administrators(self.excluded), url=reverse("manage_questions:unread"), **said)
        else:
            desk = people_of(self.office, self.excluded)
            told = [self.person] if stage == "person" and self.person in desk else desk
            tell("help.question_late", told, url=self.desk_url, **said)
        record("help.question_late", self, by=None, place_path=self.office.place.path)


def look_for_late(questions, now) -> int:
    """Go through what is late; how many were told. ``questions``: a query of those that wait."""
    today = timezone.localdate(now)
    return sum(bool(question.escalate(today)) for question in questions.late_on(today))
