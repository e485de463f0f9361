"""What every kind of text registers: its place in the queue of editors, and what moderation asks of it."""

from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from rootbridge.base.core.queue import QueueRow, QueueSource, queue_sources

from .models import Article

# An editor hears of a check this long before it is due.
AHEAD = timedelta(days=14)


def register_queue(model: type[Article], *, part: str, title: str, order: int) -> None:
    """Put texts of a model before their editors when a check or a second look is due."""
    key = model._meta.label_lower
    queue_sources.add(key, QueueSource(key, title, rows_of_queue(model), part=part, order=order))


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
    """What waits at an editor's: texts whose check is due, and changes that a second pair of eyes should publish."""

    def rows(user):
        if not user.reach.holds("administrator", "editor", "local_representative"):
            return
        today = timezone.localdate()
        mine = model.objects.worked_on_by(user).select_related("locale", "office")
        for article in mine.published().filter(review_on__lte=today + AHEAD).order_by("review_on"):
            yield _row(article, _("To check again"), _at_midnight(article.checked_on), _at_midnight(article.review_on))
        drafts = mine.filter(has_unpublished_changes=True).select_related("latest_revision")
        for article in drafts.published_by(user).order_by("pk"):
            since = article.latest_revision.created_at if article.latest_revision else timezone.now()
            yield _row(article, _("To look at and publish"), since, None)

    return rows


def _row(article, kind_words, since, due) -> QueueRow:
    return QueueRow(
        title=str(article), kind_words=kind_words, detail=_detail(article), url=edit_url(article),
        since=since, due=due, language=article.language,
    )  # fmt: skip


def _detail(article) -> str:
    """Its topic and who answers for it."""
    return f"{article.get_topic_display()} · {article.office.name}"


def _at_midnight(day) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(23, 59)))
