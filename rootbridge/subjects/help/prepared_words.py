"""Words that somebody of a desk puts into a talk: prepared replies and published answers, in the language of whoever
asked."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone, translation

from rootbridge.base.core.text import trigrams
from rootbridge.base.design.formats import date
from rootbridge.base.design.jinja import absolute
from rootbridge.people.offices.models import in_language

from .models import PreparedReply, PublishedAnswer

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
    """What fits what was typed, the nearest first; with nothing typed, what fits the topic. Two queries."""
    replies = [_reply(one, chat) for one in PreparedReply.objects.for_question(chat)]
    rows = PublishedAnswer.objects.published().select_related("locale").best_for(chat.language)
    if not typed:
        rows = rows.filter(topic=chat.topic)[:MOST] if chat.topic else []
        return [_words(row, chat) for row in rows]
    wanted = trigrams(typed)
    weighed = [(_share(wanted, [row.question, row.short, *row.synonyms]), row) for row in rows]
    near = sorted((pair for pair in weighed if pair[0] >= NEAR), key=lambda pair: -pair[0])
    fit = [one for one in replies if _share(wanted, [one.title, one.text]) >= NEAR]
    return fit[:MOST] + [_words(row, chat) for _points, row in near[:MOST]]


def words_of(key: str, chat) -> str:
    """The text of one of them; "" where it is not there."""
    replies = [_reply(one, chat) for one in PreparedReply.objects.for_question(chat)]
    rows = PublishedAnswer.objects.published().select_related("locale").best_for(chat.language)
    return next((one.text for one in (*replies, *(_words(row, chat) for row in rows)) if one.key == key), "")


def _share(wanted, texts) -> int:
    has = trigrams(" ".join(texts))
    return 100 * len(wanted & has) // len(wanted) if wanted else 0


def _reply(reply, chat) -> Words:
    """With the name of the office and the day filled in; a talk has no number."""
    with translation.override(chat.language):
        known = {"{office}": in_language(chat.office.names, chat.language), "{date}": date(timezone.localdate())}
        text = in_language(reply.words, chat.language)
    for place, value in {**known, "{number}": "", "{due}": ""}.items():
        text = text.replace(place, value)
    return Words(f"reply-{reply.pk}", reply.title, text, chat.language if reply.words.get(chat.language) else "")


def _words(row, chat) -> Words:
    with translation.override(chat.language):
        link = absolute(reverse("help:answer", args=[row.slug]))
    return Words(f"answer-{row.slug}", row.question, f"{row.short}\n{link}", row.language)
