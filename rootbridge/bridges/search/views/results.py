"""The page of results, the titles shown while somebody types, the nearest answers to a question being written."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from rootbridge.base.core.access import public
from rootbridge.base.core.findable import search_sources
from rootbridge.shared.translation.reading import languages_read_by, marks

from ..engine import Answer, Hit
from ..finding import find, suggest
from ..models import Miss
from ..narrowing import Narrowing
from ..query import Query

SHOWN_OF_EACH, A_PAGE, NEAREST = 6, 20, 3
NEAR_BEST = 0.5


@dataclass(frozen=True)
class Group:
    """What was found of one kind: the best of it, and how many there are."""

    key: str
    title: str
    results: list[Hit]
    count: int


@public
@require_http_methods(["GET", "HEAD", "POST"])
def results(request):
    """Everything that fits, by kind. Posted by a form that is being written: a few texts that may answer it."""
    words = request.POST.get("words", "") if request.method == "POST" else request.GET.get("q", "")
    query, language, narrowing = Query.read(words), get_language(), Narrowing.read(request.GET)
    found = find(
        query, language=language, read=languages_read_by(request.user), bearings=request.bearings,
        choice=narrowing.choice, is_member=request.user.is_authenticated,
    )  # fmt: skip
    if request.method == "POST":
        return render(request, "search/nearest.html", {"results": found.hits[:NEAREST], "marks": marks})
    is_missing = bool(query) and not found.total and not narrowing
    if is_missing and query.countable:
        Miss.add(query.countable, language)
    page = {"query": query, "found": found, "marks": marks, "narrowing": narrowing,
            "fields": narrowing.fields(found.facets), **_shown(found, narrowing, request.GET.get("page"))}  # fmt: skip
    answer = render(request, "search/results.html", page)
    if is_missing:
        answer.headers["Cache-Control"] = "private, no-store"  # each search in vain is counted
    return answer


@public
@require_http_methods(["GET", "HEAD"])
def suggestions(request):
    """Titles for what was typed so far, as list items of the box that asks."""
    query = Query.read(request.GET.get("q", ""))
    found = suggest(
        query, language=get_language(), read=languages_read_by(request.user), is_member=request.user.is_authenticated
    )
    titles = {source.key: source.title for source in search_sources}
    return render(request, "search/suggestions.html", {"results": found, "titles": titles, "marks": marks})


def _shown(found: Answer, narrowing: Narrowing, number) -> dict:
    """``groups`` by kind where no kind was chosen; else one ``page`` after another of the best."""
    groups = _groups(found, narrowing.choice.kind)
    if not narrowing.choice.kind:
        return {"groups": groups, "pages": None}
    page = Paginator(found.hits, A_PAGE).get_page(number)
    shown = [Group(group.key, group.title, list(page) if group.key == narrowing.choice.kind else [], group.count)
             for group in groups]  # fmt: skip
    return {"groups": shown, "pages": page}


def _groups(found: Answer, kind: str) -> list[Group]:
    """By kind: those whose best comes near the best of all in the order of the sources, then the others."""
    by_kind: dict[str, list[Hit]] = {}
    for hit in found.hits:
        by_kind.setdefault(hit.kind, []).append(hit)
    counts = {one.value: one.count for one in found.facets.get("kind", ())}
    groups = [
        Group(source.key, source.title, by_kind.get(source.key, [])[:SHOWN_OF_EACH], counts[source.key])
        for source in search_sources if source.key in counts
    ]  # fmt: skip
    best = max((hit.score for hit in found.hits), default=0)
    first = {key: hits[0].score for key, hits in by_kind.items()}
    return sorted(groups, key=lambda group: first.get(group.key, 0) < best * NEAR_BEST)
