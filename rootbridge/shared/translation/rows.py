"""Texts in a list: on shelves by topic, what holds where the reader lives on a shelf of its own."""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from markupsafe import Markup

from rootbridge.base.core import fragments, versions
from rootbridge.base.design.formats import country_name
from rootbridge.base.reference.topics import Topic

from .models import Article
from .reading import marks

# Lists remembered in one process.
ROOM = 200
_made: OrderedDict[tuple, list["Shelf"]] = OrderedDict()


@dataclass(frozen=True)
class Shelf:
    """``rows``: the list items, ready to stand in a list; ``key``: its name in the address of the page."""

    key: str
    title: str
    rows: Markup
    count: int


def shelves_of(articles: Iterable[Article], living: str, language: str, today: date) -> list[Shelf]:
    """Texts on shelves. What is past its check stands last on its shelf. No query when the locales are there."""
    own, others = [], {topic: [] for topic in Topic}
    for article in sorted(folded(articles, living), key=lambda one: place_on_shelf(one, today)):
        (own if living and living in article.residence else others[article.topic]).append(article)
    shelves = [("own", _("For people living in %(country)s") % {"country": country_name(living)}, own)]
    shelves += [(topic.value, str(topic.label), found) for topic, found in others.items()]
    return [Shelf(key, title, rows_of(found, language, today), len(found)) for key, title, found in shelves if found]


def folded(articles: Iterable[Article], living: str) -> list[Article]:
    """One of each family: that of the reader's country, else the one for everywhere, else the first; ``elsewhere``
    says for which countries there are others."""
    alone, families = [], {}
    for article in articles:
        (families.setdefault(article.family, []) if article.family else alone).append(article)
    for family in families.values():
        family.sort(key=lambda one: (living not in one.residence, bool(one.residence), one.residence, one.slug))
        kept, *others = family
        kept.elsewhere = sorted({code for other in others for code in other.residence} - set(kept.residence))
        alone.append(kept)
    return alone


def remembered(key: tuple, make: Callable[[], list[Shelf]]) -> list[Shelf]:
    """The shelves made before for this key, while nothing public has changed since; one cheap query. Inside a
    transaction nothing is remembered: what it has changed has no version yet."""
    if connection.in_atomic_block:
        return make()
    named = (versions.number(), *key)
    shelves = _made.get(named)
    if shelves is None:
        shelves = _made[named] = make()
        while len(_made) > ROOM:
            _made.popitem(last=False)
    return shelves


def rows_of(articles: Iterable[Article], language: str, today: date) -> Markup:
    """Texts as list items in this order, each drawn once for its edition and the reader's language."""
    articles = list(articles)
    if not articles:
        return Markup("")
    known = {article.pk: article for article in articles}
    keys = [
        (article.pk, article.edition, article.is_past_review(today), tuple(getattr(article, "elsewhere", ())))
        for article in articles
    ]

    def draw(numbers):
        return {number: _draw(known[number], language, today) for number in numbers}

    return fragments.join(articles[0].kind, keys, language, draw)


def _draw(article: Article, language: str, today: date) -> str:
    page = {"article": article, "marks": marks(article.language, language), "is_past": article.is_past_review(today)}
    page["elsewhere"] = getattr(article, "elsewhere", [])
    return render_to_string("translation/row.html", page)


def place_on_shelf(article: Article, today: date):
    return article.is_past_review(today), bool(article.residence), article.title.casefold()
