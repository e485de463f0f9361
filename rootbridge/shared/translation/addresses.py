"""The sources that texts name: they are checked like every outside address, and who keeps a text hears what broke."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from rootbridge.base.core.queue import QueueRow, QueueSource, queue_sources
from rootbridge.base.fetching.models import Address
from rootbridge.base.fetching.registry import add_addresses

from .models import Article
from .waiting import edit_url


def register_sources(model: type[Article], *, part: str, title: str, order: int) -> None:
    """Have the sources of a kind of text checked, and put what is in trouble before the text's editors."""
    key = f"{model._meta.label_lower}.sources"
    add_addresses(key, lambda: sources_of(model), part=part)
    queue_sources.add(key, QueueSource(key, title, trouble_of(model), part=part, order=order))


def sources_of(model: type[Article]) -> set[str]:
    """Every address that public texts of a kind name as a source. One query."""
    lists = model.objects.published().values_list("sources", flat=True)
    return {source["url"] for sources in lists for source in sources}


def trouble_of(model: type[Article]) -> Callable[[object], Iterable[QueueRow]]:
    """What waits at an editor's: sources that are broken, have moved or show a bad certificate, one row a text."""

    def rows(user):
        if not user.reach.holds("administrator", "editor", "local_representative"):
            return
        trouble = {address.url: address for address in Address.objects.in_trouble().filter(checked_at__isnull=False)}
        if not trouble:
            return
        texts = model.objects.worked_on_by(user).published().select_related("locale").order_by("pk")
        for text in texts:
            found = [trouble[source["url"]] for source in text.sources if source["url"] in trouble]
            if found and text.language == text.original:
                yield QueueRow(
                    title=str(text), kind_words=_("A source is in trouble"), detail=_told(found), url=edit_url(text),
                    since=min(address.checked_at for address in found), language=text.language,
                )  # fmt: skip

    return rows


def broken_sources(article: Article) -> frozenset[str]:
    """Which of a text's sources lead nowhere: its page names them without a link. One query where it has any."""
    urls = [source["url"] for source in article.sources]
    return (
        frozenset(Address.objects.broken().filter(url__in=urls).values_list("url", flat=True)) if urls else frozenset()
    )


def _told(found: list[Address]) -> str:
    return " · ".join(f"{address.url} ({address.get_state_display()})" for address in found)
