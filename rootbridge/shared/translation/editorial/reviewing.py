"""The course of a check: told two weeks ahead, past its day shown with a notice, after some days more off the front
pages and before the centre too. Everybody is told of each once."""

from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from rootbridge.base.core.chores import add_chore

from ..announcing import announce
from ..models import Article, Reminder
from .kinds import awake
from .owners import centre, owners_of

# An editor hears of a check this long before it is due.
AHEAD = timedelta(days=14)
LOCK = 7_451_020
_looked: dict[str, object] = {"on": None}


def grace() -> timedelta:
    """How long a text past its check may still stand on front pages."""
    return timedelta(days=settings.ROOTBRIDGE_REVIEW_GRACE)


def stage_of(text: Article, today) -> str:
    """ "left" (the front pages, past its grace), "past", "due" (within two weeks), "" for one that is current."""
    if text.review_on + grace() < today:
        return "left"
    if text.review_on < today:
        return "past"
    return "due" if text.review_on <= today + AHEAD else ""


def remind(now) -> int:
    """Once a day: tell who looks after a text that its check is near or past, and the centre of what left the front
    pages. How many texts were told of."""
    today = timezone.localdate(now)
    if _looked["on"] == today:
        return 0
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        fresh = [found for model in awake() for found in _not_told(model, today)]
        _tell(fresh)
    _looked["on"] = today
    return len(fresh)


def forget() -> None:
    """Look again at the next chance."""
    _looked["on"] = None


def _not_told(model, today):
    """[(stage, text)]: one row of each text whose stage nobody was told of yet; noted as told."""
    near = model.objects.published().filter(review_on__lte=today + AHEAD)
    texts = near.select_related("office", "locale", "place").order_by("translation_key", "review_on", "pk")
    found = []
    for text in texts.distinct("translation_key"):
        stage = stage_of(text, today)
        _row, is_new = Reminder.objects.get_or_create(
            kind=text.kind, text=text.translation_key, review_on=text.review_on, stage=stage
        )
        if is_new:
            found.append((stage, text))
    return found


def _tell(fresh) -> None:
    """One notice a person and stage, however many texts."""
    people, bundles = {}, {}
    for stage, text in fresh:
        members = centre() if stage == "left" else owners_of(text)
        for member in members or centre():
            people[member.pk] = member
            bundles.setdefault((stage, member.pk), []).append(text)
    for (stage, number), texts in bundles.items():
        announce(stage, texts=texts, members=[people[number]])


add_chore("translation.checks", remind)
