"""The member's own page: what waits for them, needs that fit with the reasons, what their home town does."""

import json
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
from rootbridge.shared.inbox.models import Notice
from rootbridge.subjects.help import own as help_desk
from rootbridge.subjects.opportunities import cards
from rootbridge.subjects.opportunities import own as opportunities

MATCHES, ALL_MATCHES, LOOKS, NOTICES, NEWS = 4, 60, 2, 3, 3
# One question for all that stands on the page beside answers, questions and matches: how many of those there are,
# the last looks, unread notices, which cards of the profile are empty, and what happened in the home district.
AROUND = f"""
SELECT
    (SELECT count(*) FROM opportunities_answer WHERE member_id = m.id),
    (SELECT count(*) FROM help_question WHERE member_id = m.id),
    (SELECT json_agg(l) FROM (SELECT viewer_words, reason, at FROM audit_look WHERE subject_id = m.id
        ORDER BY at DESC LIMIT {LOOKS}) l),
    (SELECT json_agg(i) FROM (SELECT kind, words, url, at FROM inbox_notice WHERE member_id = m.id AND read_at IS NULL
        ORDER BY at DESC LIMIT {NOTICES}) i),
    ARRAY[m.living_id IS NULL, m.home_id IS NULL,
        NOT EXISTS (SELECT 1 FROM members_ability WHERE member_id = m.id),
        NOT EXISTS (SELECT 1 FROM members_giving WHERE member_id = m.id),
        NOT EXISTS (SELECT 1 FROM members_memberlanguage WHERE member_id = m.id)],
    (SELECT json_agg(h) FROM (
        SELECT n.id, {cards.STAMP} AS stamp, coalesce(c.at, pub.at) AS moment, c.is_filled IS TRUE AS is_filled
        FROM opportunities_need n
        JOIN opportunities_publication pub ON pub.need_id = n.id
        JOIN reference_place p ON p.id = n.place_id
        JOIN organisations_organisation o ON o.id = n.organisation_id
        LEFT JOIN opportunities_closing c ON c.need_id = n.id
        WHERE n.hidden_at IS NULL AND p.path LIKE %(district)s
        ORDER BY moment DESC LIMIT {NEWS}) h)
FROM members_member m WHERE m.id = %(member)s
"""  # noqa: S608
STEPS = ("living", "home", "abilities", "giving", "about")


class Around(NamedTuple):
    """The row of AROUND; rows inside are dictionaries, None where there are none."""

    answers: int
    questions: int
    looks: list | None
    notices: list | None
    empty: list
    news: list | None


class Fitting(NamedTuple):
    """A need that fits, as a card with its reasons in words."""

    card: cards.Card
    reasons: list[str]


class News(NamedTuple):
    card: cards.Card
    at: datetime
    is_filled: bool


def own_page(member, language, *, every=False) -> dict:
    """The context of the page, with ``every`` need that fits or the best few: two queries, and one or two more where
    there are answers or questions. It is the page that members open most."""
    around = around_of(member)
    has_needs, has_help = parts.is_on("opportunities"), parts.is_on("help")
    answers = opportunities.my_answers(member, language) if has_needs and around.answers else []
    fitting, fits = needs_that_fit(member, language, ALL_MATCHES if every else MATCHES) if has_needs else ([], 0)
    return {
        "greeting": greeting(member, timezone.now()),
        "summary": summary(answers, fits),
        "answers": answers,
        "fitting": fitting,
        "has_more": fits > len(fitting),
        "questions": help_desk.my_questions(member) if has_help and around.questions else [],
        "news": home_news(around.news or [], language) if has_needs else [],
        "looks": [Look(**_timed(look)) for look in around.looks or []],
        "notices": [Notice(**_timed(notice)) for notice in around.notices or []],
        "next_step": next_step(around.empty),
    }


def around_of(member) -> Around:
    steps = member.home.path.split("/") if member.home else ["-"]
    with connection.planned() as cursor:
        asked = {"member": member.pk, "district": "/".join(steps[:2]) + "/%"}
        cursor.execute(AROUND, asked)
        row = cursor.fetchone()
    return Around(*[json.loads(value) if isinstance(value, str) else value for value in row])


def _timed(row) -> dict:
    return {**row, "at": datetime.fromisoformat(row["at"])}


def needs_that_fit(member, language, limit) -> tuple[list[Fitting], int]:
    """The best needs, and how many fit in all. Two or three queries: the match, its words, cards not known yet."""
    matches = needs_for(member, day=timezone.localdate(), language=language, limit=limit)
    known = cards.shown([(match.need_id, match.stamp) for match in matches], language)
    found = [
        Fitting(known[match.need_id], [reason.words for reason in match.reasons])
        for match in matches
        if match.need_id in known
    ]
    return found, matches[0].of if matches else 0


def home_news(rows, language) -> list[News]:
    known = cards.shown([(row["id"], row["stamp"]) for row in rows], language)
    return [
        News(known[row["id"]], datetime.fromisoformat(row["moment"]), row["is_filled"])
        for row in rows
        if row["id"] in known
    ]


def next_step(empty) -> str:
    """Address of the first card of the profile that is still empty, or nothing."""
    step = next((name for name, is_empty in zip(STEPS, empty, strict=True) if is_empty), "")
    return reverse("members:step", args=[step]) if step else ""


def greeting(member, now: datetime) -> str:
    """Good morning, day or evening, by the clock where the member lives."""
    zone = member.living.timezone if member.living else ""
    hour = now.astimezone(ZoneInfo(zone) if zone else None).hour
    words = _("Good morning") if 4 <= hour < 12 else _("Good evening") if hour >= 18 or hour < 4 else _("Good day")
    return _("%(greeting)s, %(name)s") % {"greeting": words, "name": member.name} if member.name else words


def summary(answers, fits: int) -> str:
    waiting = sum(answer.is_my_turn for answer in answers)
    said = []
    if waiting:
        words = ngettext("%(number)s answer waits for you.", "%(number)s answers wait for you.", waiting)
        said.append(words % {"number": waiting})
    if fits:
        words = ngettext("%(number)s need fits you.", "%(number)s needs fit you.", fits)
        said.append(words % {"number": fits})
    return " ".join(said) or _("Nothing waits for you today.")
