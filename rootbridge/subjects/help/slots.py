"""Help's menu entries and switch, what waits at a desk, and where readers judge and report answers."""

from datetime import datetime, time

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core import menus, parts
from rootbridge.base.core.handover import OpenWork, open_work
from rootbridge.base.core.queue import QueueRow, QueueSource, queue_sources
from rootbridge.people.privacy.rooms import add_room
from rootbridge.shared.feedback.registry import add_judgeable
from rootbridge.shared.moderation.registry import Reportable, reportables
from rootbridge.shared.translation.waiting import edit_url, register_queue, report_words

from .models import PublishedAnswer, Question
from .staff import offices_of

KEY = "help.publishedanswer"


def waiting_questions(user):
    """Questions at the user's offices; for administrators a row for each office where nobody reads."""
    for question in Question.objects.received_by(user).waiting().with_office():
        yield QueueRow(
            title=question.title, kind_words=gettext("Question"), url=question.desk_url, since=question.asked_at,
            detail=question.office.name, due=_end_of(question.due_on), language=question.language, is_mine=True,
        )  # fmt: skip
    if user.reach.holds("administrator"):
        yield from _unread(user)


def _unread(user):
    offices = {}
    found = Question.objects.waiting().at_empty_offices(timezone.localdate()).within_reach_of(user).with_office()
    for question in found.order_by("asked_at"):
        offices.setdefault(question.office_id, []).append(question)
    for questions in offices.values():
        words = ngettext("%(number)s question nobody reads", "%(number)s questions nobody reads", len(questions))
        yield QueueRow(
            title=questions[0].office.name, kind_words=gettext("Nobody answers here"), since=questions[0].asked_at,
            detail=words % {"number": len(questions)}, url=reverse("manage_questions:unread"),
            due=_end_of(min(question.due_on for question in questions)),
        )  # fmt: skip


def _end_of(day) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(23, 59)))


def questions_of(role):
    """What waits at the office of a role: whoever follows there finds it in their queue."""
    kind, _colon, number = role.body.partition(":")
    return Question.objects.waiting().filter(office=number) if kind == "office" else Question.objects.none()


parts.register(parts.Part("help", _("Help"), 15))
menus.add_public(key="help", title=_("Help"), url_name="help:list", order=40, part="help")
menus.add_manage(
    key="questions", title=_("Questions"), url_name="manage_questions:list", order=20, part="help",
    shown_to=lambda user: bool(offices_of(user)),
)  # fmt: skip
add_room(key="questions", title=_("My questions"), url_name="help:mine", order=30, part="help")
queue_sources.add(
    "help.questions", QueueSource("help.questions", _("Questions"), waiting_questions, part="help", order=10)
)
open_work.add(
    "help.questions",
    OpenWork("help.questions", _("Questions that wait"), questions_of, lambda role, successor: None, part="help"),
)  # fmt: skip
add_judgeable(
    PublishedAnswer, part="help", edit_url=edit_url,
    within=lambda user: PublishedAnswer.objects.worked_on_by(user).values("pk"),
)  # fmt: skip
reportables.add(KEY, Reportable(KEY, **report_words(PublishedAnswer), part="help"))
register_queue(PublishedAnswer, part="help", title=_("Answered questions"), order=41)
