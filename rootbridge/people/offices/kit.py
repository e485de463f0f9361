"""What a focal point has at hand, each from an upper room: flyers to hand out, facts about their place, questions that
wait for them; and what becomes of those after the last day."""

from collections.abc import Callable
from dataclasses import dataclass

from rootbridge.base.core.registry import Registry


@dataclass(frozen=True)
class Paper:
    """A sheet to print: ``key`` names it among all, ``url`` leads to the PDF, ``page`` to what it is made of."""

    key: str
    title: str
    url: str
    page: str
    topic: str = ""
    language: str = ""


@dataclass(frozen=True)
class Source:
    """``find``: what an upper room answers, see the registry that it stands in."""

    key: str
    find: Callable
    part: str = ""
    order: int = 0


# find(topics, language) → [Paper], those about the topics first.
flyers: Registry[Source] = Registry("flyers")
# find(path, residence, day) → [(name, number as words)]: only what may be said of a place to everybody.
facts: Registry[Source] = Registry("facts of a place")
# find(person) → [QueueRow]: what waits for the member behind a focal point.
waiting: Registry[Source] = Registry("what waits for a focal point")
# find(person, heir, now) → how many things were handed on; ``heir``: a FocalPoint, or None.
leaving: Registry[Source] = Registry("what a focal point leaves")


def papers(topics: list[str], language: str) -> list[Paper]:
    return [paper for source in flyers for paper in source.find(topics, language)]


def facts_of(path: str, residence: str, day, most: int = 3) -> list[tuple[str, str]]:
    return [fact for source in facts for fact in source.find(path, residence, day)][:most]


def waiting_for(person) -> list:
    return [row for source in waiting for row in source.find(person)]


def hand_on(person, heir, now) -> int:
    """In the present transaction."""
    return sum(source.find(person, heir, now) for source in leaving)
