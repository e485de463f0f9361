"""What help keeps of a member, how it goes with them, and when it goes by itself."""

from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import TWO_YEARS
from rootbridge.base.core.retention import LENGTHS, add_rule
from rootbridge.people.privacy.erasure import add_eraser
from rootbridge.people.privacy.export import add_exporter
from rootbridge.shared.conversations.models import Message

from .models import Closing, Handover, Note, Question


def replies_to(member):
    return Message.objects.filter(conversation__question__in=Question.objects.mine(member), seat__side="desk")


def notes_about(member):
    return Note.objects.filter(question__in=Question.objects.mine(member))


def clear_old_questions(now) -> int:
    return Question.objects.filter(asked_at__lt=now - LENGTHS[TWO_YEARS]).forget()


def clear_old_names(now) -> int:
    """Who of the desk did what goes two years later; that it was done is still counted."""
    old = now - LENGTHS[TWO_YEARS]
    return Closing.objects.filter(by__isnull=False, at__lt=old).update(by=None)


def clear_old_handovers(now) -> int:
    return Handover.objects.filter(at__lt=now - LENGTHS[TWO_YEARS]).delete()[0]


def clear_old_notes(now) -> int:
    return Note.objects.filter(at__lt=now - LENGTHS[TWO_YEARS]).delete()[0]


add_exporter("questions", Question, title=_("What you asked"), rows=Question.objects.mine, order=45)
add_exporter("replies", Message, title=_("What you were answered"), rows=replies_to, order=46, without=("seat",))
add_exporter("notes", Note, title=_("What the desk noted about your questions"), rows=notes_about, order=48,
             without=("by",))  # fmt: skip
add_eraser("questions", lambda member: Question.objects.mine(member).forget())
add_rule("help.question", clear_old_questions)
add_rule("help.closing", clear_old_names)
add_rule("help.handover", clear_old_handovers)
add_rule("help.note", clear_old_notes)
