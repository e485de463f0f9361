"""Groups at work: those a representative opens, closes and finds moderators for; never what is said in them."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext

from rootbridge.base.core.queue import QueueRow
from rootbridge.shared.moderation.models import Appeal, Report

from .models import Contact, Group, Membership, Passage, Post, Profile, Removal, State, Vacancy
from .models.group import TOLD_AFTER
from .permissions import may_open_group, may_work_on_groups

WITHIN = timedelta(days=7)
KINDS = {"post": Post, "contact": Contact, "profile": Profile, "group": Group, "removal": Removal}


def proposed(user):
    return Group.objects.worked_on_by(user).filter(state=State.PROPOSED)


def sleeping(user, now=None):
    """Asleep, not tended for three months, or without a moderator and no member took over."""
    since = (now or timezone.now()) - TOLD_AFTER
    left = Vacancy.objects.standing().filter(group=OuterRef("pk"), passed_on_at__isnull=False)
    kept = Group.objects.worked_on_by(user).filter(state__in=[State.OPEN, State.ASLEEP])
    return kept.filter(Q(state=State.ASLEEP) | Q(tended_at__lt=since) | Exists(left) | unchecked())


def unchecked() -> Q:
    """Groups of young people that wait until a representative checks a moderator."""
    checked = Membership.objects.moderators().filter(group=OuterRef("pk"), checked_at__isnull=False)
    return Q(kind="youth", state=State.OPEN) & ~Exists(checked)


def running(user):
    return Group.objects.worked_on_by(user).filter(state__in=[State.OPEN, State.ASLEEP])


def waiting_groups(user):
    """What waits for a representative: proposals in a week, groups that nobody tends."""
    if not may_work_on_groups(user):
        return
    for group in proposed(user).for_cards().order_by("proposed_at"):
        if may_open_group(user, group):
            yield _row(group, gettext("A group to open"), group.proposed_at, group.proposed_at + WITHIN)
    for group in sleeping(user).for_cards().order_by("tended_at"):
        since = group.tended_at or group.proposed_at
        yield _row(group, gettext("A group that nobody tends"), since, None)


def _row(group, words, since, due) -> QueueRow:
    where = group.place or group.residence
    return QueueRow(
        title=group.name, kind_words=words, detail=where.name(get_language()) if where else group.get_kind_display(),
        url=reverse("manage_groups:group", args=[group.pk]), since=since, due=due, language=group.language,
    )  # fmt: skip


def may_read_passage(user, kind: str, number: int) -> bool:
    """Is there a report, or for a removal an appeal, that this user may have to decide on?"""
    rows = Appeal if kind == "removal" else Report
    return rows.objects.received_by(user).about(f"community.{kind}", number).exists()


def lines_of(kind: str, thing) -> list[dict]:
    """What a report about something carries: {"who", "words", "about"}; of a post and a group their own words."""
    if kind == "post":
        return [{"who": "they", "words": thing.words}]
    if kind == "removal":
        return [{"who": "me", "words": thing.reason}]
    if kind == "group":
        return [{"who": "they", "words": words} for words in (thing.name, thing.about, thing.rules) if words]
    return [line for passage in Passage.objects.about(thing).order_by("at") for line in passage.lines]


def size_words(group) -> str:
    """A number for the desk, hidden where it is small."""
    people = group.memberships.count()
    return str(people) if people >= settings.ROOTBRIDGE_SMALL_CELL else ""
