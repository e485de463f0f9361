"""Texts as documents of the search box."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from django.conf import settings
from django.utils.translation import override

from rootbridge.base.core.findable import Document
from rootbridge.base.reference.countries import country_name
from rootbridge.base.reference.topics import Topic

from .models import Article


def documents_of(
    model: type[Article],
    numbers: Iterable[int] | None,
    *,
    summary: Callable[[Article], str],
    words: Callable[[Article], str],
) -> Iterable[Document]:
    """The texts of a model, a document for each row. They are found by the names of their topic and of the countries
    they hold for in every language of the interface too. One query."""
    rows = model.objects.select_related("locale", "place")
    for row in rows if numbers is None else rows.filter(pk__in=list(numbers)):
        with override(row.language):
            address = row.get_absolute_url()
        also = [*row.synonyms, _topic(row.topic), *(_country(code) for code in row.residence)]
        yield Document(
            key=row.kind, object_id=row.pk, language=row.language, title=row.title, summary=summary(row),
            words=words(row), url=address, also=" ".join(also), place_path=row.place.path,
            residence=row.residence, live=row.live, topic=row.topic,
        )  # fmt: skip


@lru_cache(maxsize=64)
def _topic(topic: str) -> str:
    """ "" for a draft that has none yet."""
    names = []
    for code, _name in settings.LANGUAGES if topic else ():
        with override(code):
            names.append(str(Topic(topic).label))
    return " ".join(dict.fromkeys(names))


@lru_cache(maxsize=300)
def _country(country_code: str) -> str:
    return " ".join(dict.fromkeys(country_name(country_code, code) for code, _name in settings.LANGUAGES))
