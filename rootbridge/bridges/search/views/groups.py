"""Words that mean one thing: the groups, writing and changing one, and what would be found with it."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from rootbridge.people.members.access import staff_only
from rootbridge.shared.translation.reading import marks

from ..engine import Hit
from ..finding import find
from ..forms import GroupForm, folded
from ..models import GroupWord, Settling, WordGroup, WordTaken
from ..models.miss import How
from ..permissions import may_edit_words
from ..query import Query
from ..synonyms import Synonyms, forget, synonyms

A_PAGE, TRIED, SHOWN = 40, 8, 5


@dataclass(frozen=True)
class Trial:
    """What one word finds: ``before``: how many texts without the group as it stands in the form."""

    word: str
    before: int
    after: int
    results: list[Hit]


@staff_only
@require_http_methods(["GET", "HEAD"])
def groups(request):
    """All groups, those of a language, those with a word."""
    _ask(request.user)
    language, typed = request.GET.get("language"), request.GET.get("q", "")[:100]
    found = WordGroup.objects.in_language(language if language != "all" else None).saying(folded(typed))
    page = Paginator(found.order_by("language", "-changed_at", "pk").values_list("pk", flat=True), A_PAGE)
    shown = page.get_page(request.GET.get("page"))
    rows = WordGroup.objects.filter(pk__in=list(shown)).with_terms().order_by("language", "-changed_at", "pk")
    context = {"rows": rows, "page": shown, "typed": typed, "language": "all" if language is None else language}
    return render(request, "search/groups.html", context | {"count": page.count})


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def add(request):
    """A new group; ``words`` and ``language`` of a search that found nothing may begin it."""
    _ask(request.user)
    begun = {"words": request.GET.get("words", "")[:100], "language": request.GET.get("language", "")}
    form = GroupForm(request.POST if request.method == "POST" else None, initial=begun)
    return _write(request, form, begun, lambda words, language: WordGroup.write(
        words, language=language, by=request.user), gettext("Kept. Searches use it from now on."))  # fmt: skip


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def group(request, number):
    """One group and its words."""
    _ask(request.user)
    found = get_object_or_404(WordGroup.objects.with_terms(), pk=number)
    begun = {"words": "\n".join(found.terms), "language": found.language}
    form = GroupForm(request.POST if request.method == "POST" else None, initial=begun, group=found)
    return _write(request, form, {}, lambda words, language: found.rewrite(
        words, language=language, by=request.user), gettext("Changed. Searches use it from now on."))  # fmt: skip


@staff_only
@require_POST
def removal(request, number):
    _ask(request.user)
    found = get_object_or_404(WordGroup.objects.with_terms(), pk=number)
    words = ", ".join(found.terms)
    found.remove(by=request.user)
    forget()
    messages.success(request, gettext("Removed: %(words)s.") % {"words": words})
    return HttpResponseRedirect(reverse("manage_search:groups"))


def _ask(user):
    if not may_edit_words(user):
        raise Http404("not one's own to tend")


def _write(request, form, miss, keep, said):
    """The form; what would be found, where that is asked for; else the group is kept by ``keep(words, language)``."""
    page = {"form": form, "group": form.group, "miss": miss if miss.get("words") else {}}
    if not form.is_bound:
        return render(request, "search/group.html", page)
    page["miss"] = {name: request.POST.get(f"miss_{name}", "")[:100] for name in ("words", "language")}
    if form.is_valid() and "preview" in request.POST:
        return render(request, "search/group.html", page | {"trials": _trials(form), "marks": marks})
    if form.is_valid() and _is_kept(form, keep):
        forget()
        if page["miss"]["words"]:
            Settling.settle(page["miss"]["words"], page["miss"]["language"], by=request.user, how=How.SYNONYM)
        messages.success(request, said)
        return HttpResponseRedirect(reverse("manage_search:groups"))
    return render(request, "search/group.html", page, status=422)


def _is_kept(form, keep) -> bool:
    """Somebody may have written one of the words a moment ago."""
    try:
        keep(form.cleaned_data["words"], form.cleaned_data["language"])
    except WordTaken:
        form.add_error("words", form.taken())
        return False
    return True


def _trials(form) -> list[Trial]:
    """What the first words of the form find now, and would find with the group."""
    language = form.cleaned_data["language"] or "en"
    rows = GroupWord.objects.exclude(group=form.group and form.group.pk).order_by("pk")
    others = list(rows.values_list("group_id", "language", "key"))
    draft = [("draft", form.cleaned_data["language"], key) for _typed, key in form.cleaned_data["words"]]
    now, then = synonyms(), Synonyms.of([*others, *draft])
    trials = []
    for typed, _key in form.cleaned_data["words"][:TRIED]:
        query = Query.read(typed)
        before, after = (find(query, language=language, known=known) for known in (now, then))
        exact = 0 if before.is_near else before.total
        trials.append(Trial(typed, exact, after.total, after.hits[:SHOWN]))
    return trials
