"""Words that somebody of a desk puts into a talk: published answers, in the language of whoever asked."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import translation

from rootbridge.base.core.text import trigrams
from rootbridge.base.design.jinja import absolute

from .models import PublishedAnswer

MOST = 6
# Of a hundred letter triples of what was typed, so many must stand in an answer.
NEAR = 35


@dataclass(frozen=True)
class Words:
    """``key``: what the link that puts them in is called; ``text``: what stands in the talk then."""

    key: str
    title: str
    text: str
    language: str


def found_words(typed: str, chat) -> list[Words]:
    """What fits what was typed, the nearest first; with nothing typed, what fits the topic. One query."""
    rows = PublishedAnswer.objects.published().select_related("locale").best_for(chat.language)
    if not typed:
        rows = rows.filter(topic=chat.topic)[:MOST] if chat.topic else []
        return [_words(row, chat) for row in rows]
    wanted = trigrams(typed)
    weighed = [(_share(wanted, row), row) for row in rows]
    near = sorted((pair for pair in weighed if pair[0] >= NEAR), key=lambda pair: -pair[0])
    return [_words(row, chat) for _points, row in near[:MOST]]


def words_of(key: str, chat) -> str:
    """The text of one of them; "" where it is not there."""
    rows = PublishedAnswer.objects.published().select_related("locale").best_for(chat.language)
    return next((_words(row, chat).text for row in rows if f"answer-{row.slug}" == key), "")


def _share(wanted, row) -> int:
    has = trigrams(" ".join([row.question, row.short, *row.synonyms]))
    return 100 * len(wanted & has) // len(wanted) if wanted else 0


def _words(row, chat) -> Words:
    with translation.override(chat.language):
        link = absolute(reverse("help:answer", args=[row.slug]))
    return Words(f"answer-{row.slug}", row.question, f"{row.short}\n{link}", row.language)
