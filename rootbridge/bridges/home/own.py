"""The member's own page: what waits for them, needs that fit with the reasons, what their home town does."""

from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rootbridge.base.audit.models import Look
from rootbridge.base.core import parts
from rootbridge.bridges.matching.matches import needs_for
from rootbridge.people.members.models import Member
from rootbridge.shared.inbox.models import Notice
from rootbridge.subjects.help import own as help_desk
from rootbridge.subjects.opportunities import cards
from rootbridge.subjects.opportunities import own as opportunities

MATCHES, LOOKS, NOTICES, NEWS = 4, 2, 3, 3
# What the home town does: needs there that were answered or filled, the newest first, never by whom.
HOME_NEWS = f"""
SELECT n.id, {cards.STAMP}, coalesce(c.at, pub.at) AS moment, c.is_filled IS TRUE
FROM opportunities_need n
JOIN opportunities_publication pub ON pub.need_id = n.id
JOIN reference_place p ON p.id = n.place_id
JOIN organisations_organisation o ON o.id = n.organisation_id
LEFT JOIN opportunities_closing c ON c.need_id = n.id
WHERE n.hidden_at IS NULL AND p.path LIKE %(district)s
ORDER BY moment DESC LIMIT %(limit)s
"""  # noqa: S608
# The cards that a member may still fill, in the order of the steps: (step, is it empty).
EMPTY_STEPS = """
SELECT m.living_id IS NULL, m.home_id IS NULL,
    NOT EXISTS (SELECT 1 FROM members_ability WHERE member_id = m.id),
    NOT EXISTS (SELECT 1 FROM members_giving WHERE member_id = m.id),
    NOT EXISTS (SELECT 1 FROM members_memberlanguage WHERE member_id = m.id)
FROM members_member m WHERE m.id = %s
"""
STEPS = ("living", "home", "abilities", "giving", "about")


class Fitting(NamedTuple):
    """A need that fits, as a card with its reasons in words."""

    card: cards.Card
    reasons: list[str]


class News(NamedTuple):
    card: cards.Card
    at: datetime
    is_filled: bool


def own_page(member, language) -> dict:
    """The context of the page: nine queries at most, it is the page that members open most."""
    has_needs, has_help = parts.is_on("opportunities"), parts.is_on("help")
    answers = opportunities.my_answers(member, language) if has_needs else []
    fitting = needs_that_fit(member, language) if has_needs else []
    return {
        "greeting": greeting(member, timezone.now()),
        "summary": summary(answers, fitting),
        "answers": answers,
        "fitting": fitting,
        "questions": help_desk.my_questions(member) if has_help else [],
        "news": home_news(member, language) if has_needs and member.home else [],
        "looks": Look.objects.visible_to(member).order_by("-at")[:LOOKS],
        "notices": Notice.objects.visible_to(member).unread().order_by("-at")[:NOTICES],
        "next_step": next_step(member),
    }


def needs_that_fit(member, language) -> list[Fitting]:
    """Two or three queries: the match, its words, cards not known yet."""
    matches = needs_for(member, day=timezone.localdate(), language=language, limit=MATCHES)
    known = cards.shown([(match.need_id, match.stamp) for match in matches], language)
    return [
        Fitting(known[match.need_id], [reason.words for reason in match.reasons])
        for match in matches
        if match.need_id in known
    ]


def home_news(member, language) -> list[News]:
    steps = member.home.path.split("/")
    with connection.cursor() as cursor:
        cursor.execute(HOME_NEWS, {"district": "/".join(steps[:2]) + "/%", "limit": NEWS})
        rows = cursor.fetchall()
    known = cards.shown([(row[0], row[1]) for row in rows], language)
    return [News(known[row[0]], row[2], row[3]) for row in rows if row[0] in known]


def next_step(member: Member) -> str:
    """Address of the first card that is still empty, or nothing."""
    with connection.cursor() as cursor:
        cursor.execute(EMPTY_STEPS, [member.pk])
        empty = cursor.fetchone()
    step = next((name for name, is_empty in zip(STEPS, empty, strict=True) if is_empty), "")
    return reverse("members:step", args=[step]) if step else ""


def greeting(member, now: datetime) -> str:
    """Good morning, day or evening, by the clock where the member lives."""
    zone = member.living.timezone if member.living else ""
    hour = now.astimezone(ZoneInfo(zone) if zone else None).hour
    words = _("Good morning") if 4 <= hour < 12 else _("Good evening") if hour >= 18 or hour < 4 else _("Good day")
    return f"{words}, {member.name}" if member.name else words


def summary(answers, fitting) -> str:
    waiting = sum(answer.is_my_turn for answer in answers)
    said = []
    if waiting:
        words = ngettext("%(number)s answer waits for you.", "%(number)s answers wait for you.", waiting)
        said.append(words % {"number": waiting})
    if fitting:
        words = ngettext("%(number)s need fits you.", "%(number)s needs fit you.", len(fitting))
        said.append(words % {"number": len(fitting)})
    return " ".join(said) or _("Nothing waits for you today.")
