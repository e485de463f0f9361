"""What every kind of text registers: its place in the queue of editors, and what moderation asks of it."""

from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from rootbridge.base.core.queue import QueueRow, QueueSource, queue_sources
from rootbridge.base.core.sections import Checked, add_section

from .authors import written_by
from .editorial.owners import owned_by
from .editorial.reviewing import AHEAD, stage_of
from .models import WRITERS, Article, Submission
from .models.submission import Outcome

# A draft that was sent shall be decided on within these days; one that nobody sent is remembered after these.
DECIDED_WITHIN, LEFT_LYING = timedelta(days=3), timedelta(days=7)


def register_queue(model: type[Article], *, part: str, title: str, order: int) -> None:
    """Put texts of a model before their editors when a check or a second look is due, and count how fresh they are."""
    key = model._meta.label_lower
    add_section(key, title, lambda: things_of(model), url=lambda user: list_url(model), part=part, order=order)
    queue_sources.add(key, QueueSource(key, title, rows_of_queue(model), part=part, order=order))


def things_of(model: type[Article]) -> list[Checked]:
    """Every public text of a model, for the freshness of its section. Three queries."""
    texts = list(
        model.objects.published().select_related("place").only("place", "review_on", "translation_key", "office")
    )
    _mine, owned = owned_by(None, texts)
    return [Checked(text.place.path, text.review_on, text.pk in owned) for text in texts]


def text_url(article: Article) -> str:
    """Our own page of one text, for those who look after it."""
    return reverse("manage_texts:text", args=[article.kind, article.pk])


def list_url(model: type[Article]) -> str:
    """All texts of a kind in the editor, the longest unchecked first."""
    return reverse(model.snippet_viewset.get_url_name("list"))


def edit_url(article: Article) -> str:
    """Where staff mend a text."""
    return reverse(article.snippet_viewset.get_url_name("edit"), args=[article.pk])


def write_url(model: type[Article], language: str, **begun: str) -> str:
    """Where staff write a new text; ``begun``: fields that hold something already."""
    asked = {"locale": language, **{name: words[:200] for name, words in begun.items()}}
    return reverse(model.snippet_viewset.get_url_name("add")) + "?" + urlencode(asked)


def report_words(model: type[Article]) -> dict[str, Callable]:
    """What moderation asks of a kind of text, by name."""

    def find(number, user):
        rows = model.objects.all() if user is None else model.objects.published()
        return rows.select_related("locale", "place").filter(pk=number).first()

    return {
        "find": find, "title": str, "url": lambda article: article.get_absolute_url(),
        "place_path": lambda article: article.place.path, "residence": lambda article: "",
        "author": lambda article: None, "hide": lambda article, by: article.unpublish(user=by, log_action=True),
        "show": lambda article, by: article.put_back(by=by),
        "titles": lambda numbers: {row.pk: str(row) for row in model.objects.filter(pk__in=numbers)},
    }  # fmt: skip


def rows_of_queue(model: type[Article]) -> Callable[[object], Iterable[QueueRow]]:
    """What waits at an editor's: drafts to approve, their own that came back, texts whose check is due."""

    def rows(user):
        if not user.reach.holds(*WRITERS):
            return
        yield from _to_approve(model, user)
        yield from _sent_back(model, user)
        yield from _to_check(model, user)

    return rows


def _to_approve(model, user):
    """Sent drafts, due in three days; and changes that nobody sent for a week, so that none is forgotten."""
    kind, now = model._meta.label_lower, timezone.now()
    waiting = Submission.objects.filter(kind=kind).decided_by(user).waiting().with_revision()
    sent = {one.number: one for one in waiting}
    drafts = model.objects.worked_on_by(user).select_related("locale", "office", "latest_revision", "live_revision")
    texts = list(drafts.filter(pk__in=sent).order_by("pk")) if sent else []
    own = written_by(user, [(text, sent[text.pk].revision) for text in texts]) if texts else set()
    for text in texts:
        one = sent[text.pk]
        if user.pk != one.by_id and one.revision_id not in own:
            yield _row(text, _("To approve"), one.at, one.at + DECIDED_WITHIN, url=text_url(text))
    left = drafts.filter(has_unpublished_changes=True, latest_revision__created_at__lt=now - LEFT_LYING)
    for text in left.exclude(pk__in=sent).published_by(user).order_by("pk"):
        yield _row(text, _("A draft that nobody sent"), text.latest_revision.created_at, None, url=text_url(text))


def _sent_back(model, user):
    """Drafts of one's own that came back with words."""
    kind = model._meta.label_lower
    back = Submission.objects.filter(kind=kind, by=user).order_by("number", "-at", "-pk").distinct("number")
    words = {one.number: one for one in back if one.outcome == Outcome.RETURNED}
    texts = model.objects.worked_on_by(user).filter(pk__in=words, has_unpublished_changes=True)
    for text in texts.select_related("locale", "office"):
        yield _row(text, _("Sent back to you"), words[text.pk].closed_at, None, url=text_url(text), is_mine=True)


def _to_check(model, user):
    """Texts whose check is near or past: before whoever looks after them, and in their region; before the centre where
    nobody does, and once a text has left the front pages."""
    today = timezone.localdate()
    due = model.objects.worked_on_by(user).published().filter(review_on__lte=today + AHEAD)
    texts = list(due.select_related("locale", "office", "place").order_by("review_on"))
    mine, anybodys = owned_by(user, texts) if texts else (set(), set())
    for text in texts:
        near = any(scope.kind in WRITERS and scope.path and text.place.path.startswith(scope.path)
                   for scope in user.reach.scopes)  # fmt: skip
        if text.pk in mine or near or text.pk not in anybodys or stage_of(text, today) == "left":
            yield _row(text, _("To check again"), _at_midnight(text.checked_on), _at_midnight(text.review_on),
                       url=text_url(text), is_mine=text.pk in mine)  # fmt: skip


def _row(text, kind_words, since, due, *, url, is_mine=False) -> QueueRow:
    return QueueRow(
        title=str(text), kind_words=kind_words, detail=_detail(text), url=url, since=since, due=due,
        language=text.language, is_mine=is_mine,
    )  # fmt: skip


def _detail(article) -> str:
    """Its topic and who answers for it."""
    return f"{article.get_topic_display()} · {article.office.name}"


def _at_midnight(day) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(23, 59)))
