"""Help's menu entries and switch, what waits at a desk, and where readers judge and report answers."""

from datetime import datetime, time

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core import menus, parts
from rootbridge.base.core.chores import add_chore
from rootbridge.base.core.handover import OpenWork, open_work
from rootbridge.base.core.queue import QueueRow, QueueSource, queue_sources
from rootbridge.base.mail.registry import MailReader, mail_readers
from rootbridge.people.offices import kit
from rootbridge.people.privacy.rooms import add_room
from rootbridge.shared.feedback.ratings import Rated, add_rated
from rootbridge.shared.feedback.registry import add_judgeable
from rootbridge.shared.moderation.registry import Reportable, reportables
from rootbridge.shared.translation.addresses import register_sources
from rootbridge.shared.translation.waiting import edit_url, register_queue, report_words

from .letters_in import take
from .models import Chat, PublishedAnswer, Question, look_for_late
from .models.answering import CASE
from .staff import offices_of

KEY = "help.publishedanswer"
LOOKS_EVERY = 60 * 60


def waiting_questions(user):
    """Questions at the user's offices; for administrators a row for each office where nobody reads."""
    for question in Question.objects.received_by(user).waiting().with_office():
        yield QueueRow(
            title=question.title, kind_words=gettext("Question"), url=question.desk_url, since=question.asked_at,
            detail=question.office.name, due=_end_of(question.due_on), language=question.language, is_mine=True,
        )  # fmt: skip
    if user.reach.holds("administrator"):
        yield from _unread(user)


def waiting_chats(user):
    """Talks at the user's offices that nobody has taken yet."""
    for chat in Chat.objects.received_by(user).waiting().with_office().exclude(conversation=None):
        yield QueueRow(
            title=chat.name or gettext("Visitor"), kind_words=gettext("Somebody waits to talk"), url=chat.desk_url,
            since=chat.waits_since, detail=chat.office.name, due=chat.promised_at, is_mine=True,
        )  # fmt: skip


def _rated_chat(number):
    """A talk that ended, in which somebody answered."""
    found = Chat.objects.ended().with_office().filter(pk=number, taken_at__isnull=False).exclude(conversation=None)
    return found.exclude(ended_as="blocked").first()


def _find_chat(number, user):
    """Reports of talks are made in the talk itself; from elsewhere only the desk's own people find one."""
    return Chat.objects.visible_to(user).with_office().filter(pk=number).first() if user.pk else None


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


def known_to(questions, reader):
    return questions.exclude(excluded__overlap=offices_of(reader))


def questions_for(person):
    """What a focal point was handed at their office."""
    if person.member_id is None:
        return
    held = Question.objects.received_by(person.member).waiting().held_by(person.member).with_office()
    for question in held.order_by("due_on"):
        yield QueueRow(
            title=question.title, kind_words=gettext("Question"), url=question.desk_url, since=question.asked_at,
            detail=question.office.name, due=_end_of(question.due_on), language=question.language, is_mine=True,
        )  # fmt: skip


def hand_questions_on(person, heir, now) -> int:
    """What a focal point held at their office goes to who stands in, if they answer there too, or back to the desk."""
    if person.member_id is None:
        return 0
    count = 0
    for question in Question.objects.waiting().held_by(person.member).filter(office=person.office_id):
        to = heir.member if heir else None
        handed = to is not None and question.hand_to(by=person.member, to=to)
        count += bool(handed or question.leave(by=person.member))
    return count


kit.waiting.add("help", kit.Source("help", questions_for, part="help"))
kit.leaving.add("help", kit.Source("help", hand_questions_on, part="help"))
mail_readers.add("help", MailReader("help", take, part="help"))


def sets_up_a_desk(user) -> bool:
    return user.reach.holds("administrator", "local_representative", "residence_representative")


def look_for_late_questions(now) -> int:
    """Once an hour, whichever worker comes first."""
    return look_for_late(Question.objects.waiting(), now) if cache.add("help.late", True, LOOKS_EVERY) else 0


def _answered(number):
    """A question that whoever asked may rate: answered, and not forgotten."""
    return Question.objects.answered().exclude(words="").select_related("office__place").filter(pk=number).first()


add_rated(
    Rated(
        CASE, find=_answered, title=lambda case: gettext("Your question %(number)s") % {"number": case.number},
        person=lambda case: case.member_id or case.email or case.phone or case.number,
        group=lambda case: case.office.audience_key, place_path=lambda case: case.office.place.path,
        residence=lambda case: case.living, part="help",
    )
)  # fmt: skip
parts.register(parts.Part("help", _("Help"), 15))
menus.add_public(key="help", title=_("Help"), url_name="help:list", order=40, part="help")
menus.add_group(key="desk", title=_("Questions"), order=20)
menus.add_manage(
    key="questions", group="desk", title=_("Questions"), url_name="manage_questions:list", order=20, part="help",
    shown_to=lambda user: bool(offices_of(user)),
)  # fmt: skip
menus.add_manage(
    key="desks",
    group="desk",
    title=_("Desks"),
    url_name="manage_questions:desks",
    order=65,
    part="help",
    shown_to=sets_up_a_desk,
)
menus.add_manage(
    key="chat", group="desk", title=_("Talks"), url_name="manage_chat:list", order=21, part="help",
    shown_to=lambda user: bool(offices_of(user)) or user.reach.holds("administrator"),
)  # fmt: skip
add_room(key="questions", title=_("My questions"), url_name="help:mine", order=30, part="help")
queue_sources.add(
    "help.questions", QueueSource("help.questions", _("Questions"), waiting_questions, part="help", order=10)
)
queue_sources.add("help.chats", QueueSource("help.chats", _("Talks"), waiting_chats, part="help", order=5))
open_work.add(
    "help.questions",
    OpenWork(
        "help.questions", _("Questions that wait"), questions_of, lambda role, successor: None, seen=known_to,
        part="help",
    ),
)  # fmt: skip
add_judgeable(
    PublishedAnswer, part="help", edit_url=edit_url,
    within=lambda user: PublishedAnswer.objects.worked_on_by(user).values("pk"),
)  # fmt: skip
reportables.add(KEY, Reportable(KEY, **report_words(PublishedAnswer), part="help"))
add_rated(
    Rated(
        "help.chat", find=_rated_chat,
        title=lambda chat: gettext("Your talk with %(office)s") % {"office": chat.office.name},
        person=lambda chat: chat.member.email if chat.member else chat.email or chat.source or f"chat {chat.pk}",
        group=lambda chat: chat.office.slug, place_path=lambda chat: chat.office.place.path,
        residence=lambda chat: chat.living, part="help",
    )
)  # fmt: skip
reportables.add(
    "help.chat",
    Reportable(
        "help.chat", find=_find_chat,
        title=lambda chat: gettext("A talk with %(office)s") % {"office": chat.office.name},
        url=lambda chat: reverse("manage_chat:listening", args=[chat.pk]),
        place_path=lambda chat: chat.office.place.path, residence=lambda chat: chat.living,
        author=lambda chat: chat.agent, hide=lambda chat, by: None, show=lambda chat, by: None, part="help",
        is_private=True,
        hidden_from=lambda user: Chat.objects.filter(excluded__overlap=offices_of(user)).values("pk"),
    ),
)  # fmt: skip
register_queue(PublishedAnswer, part="help", title=_("Answered questions"), order=41)
register_sources(PublishedAnswer, part="help", title=_("Sources of answers"), order=51)
add_chore("help.late", look_for_late_questions, part="help")
