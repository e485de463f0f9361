"""What a member has answered, for their own page: cheap, the newest first."""

from typing import NamedTuple

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import get_language, override

from .models import Answer, Step
from .planks import bridge_of

MOST = 5


class MyAnswer(NamedTuple):
    """``bridge``: the arguments of ``ui.bridge``; ``is_my_turn``: does home wait for me; ``lang``: of the title where
    it is not the reader's."""

    title: str
    lang: str
    url: str
    bridge: dict
    is_my_turn: bool
    answer: Answer


def my_answers(member, language: str = "", *, most: int = MOST) -> list[MyAnswer]:
    """The newest answers of a member, those under way first. Two queries."""
    steps = Prefetch("steps", queryset=Step.objects.select_related("by").order_by("id"), to_attr="road")
    rows = Answer.objects.of(member).for_cards().prefetch_related(steps).order_by("-moved_at")[: most * 2]
    with override(language or get_language()):
        found = [my_answer(answer, answer.road) for answer in sorted(rows, key=lambda answer: answer.is_over)]
    return found[:most]


def my_answer(answer, steps) -> MyAnswer:
    """One answer as its author sees it."""
    title = answer.need.said("titles")
    is_mine = not answer.is_over and not answer.is_homes_turn
    lang = title.language if title.language != get_language() else ""
    url = reverse("opportunities:my_answer", args=[answer.need.slug])
    return MyAnswer(title.text, lang, url, bridge_of(answer, steps), is_mine, answer)
