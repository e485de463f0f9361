"""The page of results, and the nearest answers to a question that is being written."""

from dataclasses import dataclass

from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from rootbridge.base.core.access import public
from rootbridge.base.core.findable import search_sources
from rootbridge.shared.translation.reading import languages_read_by, marks

from ..finding import Result, find
from ..models import Miss
from ..query import Query

SHOWN_OF_EACH, SHOWN_OF_ONE, NEAREST = 6, 60, 3
NEAR_BEST = 0.5


@dataclass(frozen=True)
class Group:
    """What was found of one kind: the best of it, and how many there are."""

    key: str
    title: str
    results: list[Result]
    count: int


@public
@require_http_methods(["GET", "HEAD", "POST"])
def results(request):
    """Everything that fits, by kind. Posted by a form that is being written: a few texts that may answer it."""
    words = request.POST.get("words", "") if request.method == "POST" else request.GET.get("q", "")
    query, language = Query.read(words), get_language()
    found = find(query, language=language, read=languages_read_by(request.user), bearings=request.bearings)
    if request.method == "POST":
        return render(request, "search/nearest.html", {"results": found.results[:NEAREST], "marks": marks})
    if query and not found.results and query.countable:
        Miss.add(query.countable, language)
    groups = _groups(found.results, request.GET.get("kind", ""))
    page = {"query": query, "found": found, "groups": groups, "marks": marks}
    answer = render(request, "search/results.html", page)
    if query and not found.results:
        answer.headers["Cache-Control"] = "private, no-store"  # each search in vain is counted
    return answer


def _groups(found: list[Result], kind: str) -> list[Group]:
    """By kind: those whose best comes near the best of all in the order of the sources, then the others. Only one
    kind, and more of it, where one is asked for."""
    by_kind: dict[str, list[Result]] = {}
    for result in found:
        by_kind.setdefault(result.kind, []).append(result)
    most = SHOWN_OF_ONE if kind in by_kind else SHOWN_OF_EACH
    groups = [
        Group(source.key, source.title, by_kind[source.key][: most if kind in ("", source.key) else 0],
              len(by_kind[source.key]))
        for source in search_sources if source.key in by_kind
    ]  # fmt: skip
    best = max((result.score for result in found), default=0)
    return sorted(groups, key=lambda group: by_kind[group.key][0].score < best * NEAR_BEST)
