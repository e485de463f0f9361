"""The texts before somebody who writes or approves: what waits, what is theirs, what has a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from rootbridge.base.design.formats import moment

from ..authors import written_by
from ..models import Article, Submission
from ..models.submission import Outcome
from ..waiting import text_url
from .kinds import awake, kind_of
from .scheduling import zone_of

# Words that were sent back stand before their writer this long.
REMEMBERED = timedelta(days=60)


@dataclass(frozen=True)
class Row:
    """One text in a list. ``kind``: how its tag is drawn; ``since``: for the order and the age."""

    text: Article
    note: str
    tag: str
    kind: str
    since: datetime

    @property
    def url(self) -> str:
        return text_url(self.text)


def to_approve(user) -> list[Row]:
    """Drafts that wait for this user, the oldest first; their own are for somebody else."""
    waiting = Submission.objects.decided_by(user).waiting().with_revision().order_by("at", "pk")
    theirs = _with_texts(one for one in waiting if user.pk != one.by_id)
    own = written_by(user, [(text, one.revision) for one, text in theirs])
    return [Row(text, _sent_by(one), _("to approve"), "soon", one.at)
            for one, text in theirs if one.revision_id not in own]  # fmt: skip


def of_mine(user) -> list[Row]:
    """What this user has begun: sent and waiting, sent back, and drafts that nobody was asked about yet."""
    sent = Submission.objects.seen_by(user).filter(by=user).with_revision()
    waiting = list(sent.waiting().order_by("-at"))
    since = timezone.now() - REMEMBERED
    returned = sent.filter(outcome=Outcome.RETURNED, closed_at__gte=since).order_by("-closed_at")
    known = {(one.kind, one.number) for one in waiting}
    back = {(one.kind, one.number): one for one in reversed(returned) if (one.kind, one.number) not in known}
    rows = [Row(text, one.words, _("sent back"), "late", one.closed_at) for one, text in _with_texts(back.values())
            if text.has_unpublished_changes]  # fmt: skip
    rows += [Row(text, one.note, _("waits for approval"), "soon", one.at) for one, text in _with_texts(waiting)]
    named = {(row.text.kind, row.text.pk) for row in rows}
    for model in awake():
        drafts = model.objects.worked_on_by(user).filter(has_unpublished_changes=True, latest_revision__user=user)
        for text in drafts.select_related("locale", "place", "latest_revision").order_by("-latest_revision"):
            if (text.kind, text.pk) not in named:
                rows.append(Row(text, "", _("draft"), "plain", text.latest_revision.created_at))
    return rows


def with_days(user) -> list[Row]:
    """What goes on the pages or leaves them by itself, the next first."""
    now, found = timezone.now(), []
    for model in awake():
        mine = model.objects.worked_on_by(user).select_related("locale", "place")
        revisions = Revision.objects.filter(content_type=model.get_content_type(), approved_go_live_at__isnull=False)
        days = {int(number): at for number, at in revisions.values_list("object_id", "approved_go_live_at")}
        for text in mine.filter(pk__in=days):
            found.append((days[text.pk], text, _("goes on the pages %(moment)s")))
        for text in mine.filter(live=True, expire_at__gt=now):
            found.append((text.expire_at, text, _("leaves the pages %(moment)s")))
    found.sort(key=lambda one: (one[0], one[1].pk))
    return [Row(text, words % {"moment": moment(at, zone_of(text))}, "", "plain", at) for at, text, words in found]


def _with_texts(submissions: Iterable[Submission]) -> list[tuple[Submission, Article]]:
    """Each with its text; those whose text is gone or asleep are left out. One query a kind."""
    submissions = list(submissions)
    numbers = {}
    for one in submissions:
        numbers.setdefault(one.kind, set()).add(one.number)
    texts = {}
    for kind, wanted in numbers.items():
        model = kind_of(kind)
        rows = model.objects.with_owner().select_related("live_revision").filter(pk__in=wanted) if model else []
        texts |= {(kind, text.pk): text for text in rows}
    return [(one, texts[one.kind, one.number]) for one in submissions if (one.kind, one.number) in texts]


def _sent_by(one: Submission) -> str:
    name = one.by.get_short_name() if one.by else _("somebody who left")
    return " · ".join(filter(None, [_("from %(name)s") % {"name": name}, one.note]))
