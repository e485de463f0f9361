"""A library of texts as a reader meets it: its shelves, narrowed as they asked, and the page of one text."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language

from .desks import frame_of
from .forms import NAMES, FilterForm
from .heard import heard_beside
from .models import Article, ArticleQuerySet, best_of
from .reading import languages_read_by
from .rows import Shelf, folded, place_on_shelf, remembered, shelves_of


@dataclass(frozen=True)
class Library:
    """``counts``: {"stage", "topic", "living": {value: how many texts it would show beside the other choices}};
    ``count``: how many stand on the shelves."""

    shelves: list[Shelf]
    counts: dict[str, Counter]
    count: int


def library_page(request, published: ArticleQuerySet) -> dict:
    """{"shelves", "form", "count"}: texts by topic, those for the reader's own country first, of a stage, a topic, a
    country. One query where nothing is remembered."""
    language, today = get_language(), timezone.localdate()
    form = FilterForm.read(request.GET)
    asked, read = form.initial, languages_read_by(request.user)
    living = asked["living"] or request.bearings.living

    def draw():
        texts = list(published.best_for(language, read).for_rows())
        shown = [text for text in texts if _fits(text, asked)]
        shelves = shelves_of(shown, living, language, today)
        return Library(shelves, _counts(texts, asked), sum(shelf.count for shelf in shelves))

    named = (published.model._meta.label_lower, language, read, *(asked[name] for name in NAMES), living, today)
    found = remembered(named, draw)
    form.offer(found.counts)
    return {"shelves": found.shelves, "form": form, "count": found.count}


def narrowed(texts: Iterable[Article], asked: dict, living: str, today) -> list[Article]:
    """The texts that hold for what was asked, one of each family, in the order of a shelf."""
    found = folded((text for text in texts if _fits(text, asked)), living)
    return sorted(found, key=lambda text: (living not in text.residence, place_on_shelf(text, today)))


def _fits(text: Article, asked: dict, but: str = "") -> bool:
    """Does a text hold for what was asked, one of the choices left aside?"""
    return (
        (but == "stage" or not asked["stage"] or asked["stage"] in text.stages)
        and (but == "topic" or asked["topic"] in ("", text.topic))
        and (but == "living" or not asked["living"] or not text.residence or asked["living"] in text.residence)
    )


def _counts(texts: Iterable[Article], asked: dict) -> dict[str, Counter]:
    """Texts of one family count once."""
    found = {name: [text for text in texts if _fits(text, asked, but=name)] for name in NAMES}
    lands = {code for text in texts for code in text.residence}
    everywhere = {_counted(text) for text in found["living"] if not text.residence}
    there = {code: {_counted(text) for text in found["living"] if code in text.residence} for code in lands}
    return {
        "stage": Counter(
            stage for _one, stage in {(_counted(one), stage) for one in found["stage"] for stage in one.stages}
        ),
        "topic": Counter(topic for _one, topic in {(_counted(one), one.topic) for one in found["topic"]}),
        "living": Counter({code: len(there[code] | everywhere) for code in lands}),
    }


def _counted(text: Article):
    return text.family or text.pk


def text_page(request, published: ArticleQuerySet, slug: str) -> dict:
    """What the page of a text shows, in the reader's language or in the best that there is. Raises Http404."""
    language, now = get_language(), timezone.now()
    rows = list(published.of_text(slug).with_owner())
    if not rows:
        raise Http404("no such text")
    read = languages_read_by(request.user)
    shown = best_of(rows, language, slug=slug, read=read)
    ways = ways_to_read(shown, request)
    heard = heard_beside(shown, rows, language, is_easy=ways["is_easy"])
    known = {"has": [row.language for row in rows], "recordings": heard, "ways": ways}
    return frame_of(shown, request.bearings, language, now) | shown.beside(language, now.date(), read) | known


def ways_to_read(shown: Article, request) -> dict:
    """How a text is shown, by its address, and where its other forms stand: in easy words, in large letters.
    {"is_easy", "is_large", "has_easy", "whole", "easy", "large", "usual"}, the last four as addresses."""
    has_easy = bool(shown.in_easy_words)
    easy, large = has_easy and request.GET.get("easy") == "1", request.GET.get("large") == "1"

    def address(is_easy, is_large):
        asked = [name for name, is_on in (("easy=1", is_easy), ("large=1", is_large)) if is_on]
        return request.path + ("?" + "&".join(asked) if asked else "")

    return {
        "is_easy": easy, "is_large": large, "has_easy": has_easy, "whole": address(False, large),
        "easy": address(True, large), "large": address(easy, True), "usual": address(easy, False),
    }  # fmt: skip
