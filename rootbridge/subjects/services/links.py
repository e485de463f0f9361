"""Useful links as readers meet them: on shelves by topic, the reader's own country first; a few beside a guide."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from rootbridge.base.design.formats import country_name
from rootbridge.base.reference.topics import Topic

from .models import Link

BESIDE = 4


@dataclass(frozen=True)
class LinkShelf:
    """``links``: each with its ``address``."""

    key: str
    title: str
    links: list[Link]


def link_shelves(asked: dict, living: str) -> list[LinkShelf]:
    """Links that readers may follow, of a topic and for a country; what is for the reader's own country on a shelf of
    its own. ``asked``: {"topic", "living"}. Two queries."""
    found = Link.objects.shown().about(asked["topic"]).for_country(asked["living"]).with_state()
    found.sort(key=lambda link: (link.country != "", link.title.casefold()))
    own = [link for link in found if living and link.country == living]
    others = [link for link in found if link not in own]
    shelves = [LinkShelf("own", _("For people living in %(country)s") % {"country": country_name(living)}, own)]
    shelves += [
        LinkShelf(topic.value, str(topic.label), [link for link in others if link.topic == topic]) for topic in Topic
    ]
    return [shelf for shelf in shelves if shelf.links]


def link_counts(asked: dict) -> dict[str, Counter]:
    """How many links each choice would show beside the other one. One query."""
    rows = list(Link.objects.shown().values_list("topic", "country"))
    lands = {country for _topic, country in rows if country}
    topics = Counter(topic for topic, country in rows if asked["living"] in ("", country) or not country)
    fitting = [country for topic, country in rows if asked["topic"] in ("", topic)]
    everywhere = fitting.count("")
    return {
        "topic": topics,
        "living": Counter({land: fitting.count(land) + everywhere for land in lands if fitting.count(land)}),
        "stage": Counter(),
    }


def links_beside(topic: str, living: str) -> list[Link]:
    """A few links on the topic of a guide: those for the reader's own country, then those for everywhere. One query."""
    found = Link.objects.shown().about(topic).filter(country__in=["", living])
    return sorted(found, key=lambda link: (not link.country, link.title.casefold()))[:BESIDE]
