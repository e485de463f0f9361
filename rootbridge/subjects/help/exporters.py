"""What help keeps of a member, how it goes with them, and when it goes by itself."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import TWO_YEARS
from rootbridge.base.core.retention import LENGTHS, add_rule
from rootbridge.people.privacy.erasure import add_eraser
from rootbridge.people.privacy.export import add_exporter

from .models import Question, Reply


def replies_to(member):
    return Reply.objects.filter(question__in=Question.objects.mine(member))


def clear_old_questions(now) -> int:
    return Question.objects.filter(asked_at__lt=now - LENGTHS[TWO_YEARS]).forget()


def clear_old_replies(now) -> int:
    """Replies go with their question; a name stays two years."""
    return Reply.objects.filter(Q(by__isnull=False), at__lt=now - LENGTHS[TWO_YEARS]).update(by=None)


add_exporter("questions", Question, title=_("What you asked"), rows=Question.objects.mine, order=45)
add_exporter("replies", Reply, title=_("What you were answered"), rows=replies_to, order=46, without=("by",))
add_eraser("questions", lambda member: Question.objects.mine(member).forget())
add_rule("help.question", clear_old_questions)
add_rule("help.reply", clear_old_replies)
