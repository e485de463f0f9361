"""Days set for a text: when it goes on the pages and when it leaves them. The clock does what is due, each once."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from wagtail.models import Revision

from rootbridge.base.audit.chain import record
from rootbridge.base.core import versions
from rootbridge.base.core.chores import add_chore
from rootbridge.base.core.clock import platform

from ..models import Article
from .kinds import kinds


def zone_of(text: Article) -> ZoneInfo:
    """By whose clock the days of a text are set: that of its place."""
    return ZoneInfo(text.place.timezone or platform().zone or "UTC")


def planned(text: Article) -> Revision | None:
    """The version that goes on the pages by itself."""
    return text.revisions.filter(approved_go_live_at__isnull=False).first()


def take_off_at(text: Article, moment: datetime | None, *, by) -> None:
    """From this moment on readers do not find the text any more; None: it stays."""
    with transaction.atomic():
        text = _locked(type(text), text.pk)
        text.expire_at = moment
        text.save(update_fields=["expire_at"])
        for revision in filter(None, {text.latest_revision, text.live_revision, planned(text)}):
            revision.content |= {"expire_at": moment.isoformat() if moment else None}
            revision.save(update_fields=["content"])
        verb = "translation.text_end_set" if moment else "translation.text_end_unset"
        record(verb, text, by=by, place_path=text.place.path)


def cancel(text: Article, *, by) -> bool:
    """The version that was planned stays a draft. False where none was."""
    with transaction.atomic():
        text = _locked(type(text), text.pk)
        revision = planned(text)
        if revision is None:
            return False
        revision.content |= {"go_live_at": None}
        revision.approved_go_live_at = None
        revision.save(user=by, update_fields=["approved_go_live_at", "content"])
        type(text).objects.filter(pk=text.pk).update(go_live_at=None, has_unpublished_changes=True)
    return True


def keep_days(now: datetime) -> int:
    """Whatever is due: versions that go on the pages, texts that leave them. Each in a transaction of its own that
    holds the text, so that two workers do it once and a kill does it whole or not at all. How many."""
    return sum(_keep_days_of(model, now) for model in kinds())


def _keep_days_of(model: type[Article], now: datetime) -> int:
    coming = Revision.objects.filter(content_type=model.get_content_type(), approved_go_live_at__lte=now)
    going = model.objects.filter(live=True, expire_at__lte=now).values_list("pk", flat=True)
    done = sum(_put_on(model, int(number), now) for number in coming.values_list("object_id", flat=True))
    return done + sum(_take_off(model, number, now) for number in going)


def _put_on(model, number: int, now: datetime) -> bool:
    with transaction.atomic():
        text = _locked(model, number)
        revision = planned(text) if text else None
        if revision is None or revision.approved_go_live_at > now:
            return False
        revision.content |= {"go_live_at": None}  # its moment is now
        revision.save(update_fields=["content"])
        revision.publish(log_action="wagtail.publish.scheduled", skip_permission_checks=True)
        versions.grow()
    return True


def _take_off(model, number: int, now: datetime) -> bool:
    with transaction.atomic():
        text = _locked(model, number)
        if text is None or not text.live or text.expire_at is None or text.expire_at > now:
            return False
        text.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        versions.grow()
    return True


def _locked(model: type[Article], number: int) -> Article | None:
    found = model.objects.select_for_update(of=("self",)).select_related("place", "locale", "latest_revision",
                                                                          "live_revision")  # fmt: skip
    return found.filter(pk=number).first()


add_chore("translation.days", keep_days)
