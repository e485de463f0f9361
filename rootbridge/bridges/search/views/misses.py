"""The report of searches that found nothing: by language, since when, how often; and what was done about them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from rootbridge.base.core import parts
from rootbridge.base.core.sheets import sheet_of
from rootbridge.people.members.access import staff_only
from rootbridge.shared.translation.slots import writes_texts
from rootbridge.shared.translation.waiting import write_url
from rootbridge.subjects.help.models import PublishedAnswer

from ..forms import MissForm, ReportForm
from ..models import Miss, Settling
from ..models.miss import How
from ..permissions import may_edit_words, may_see_misses

A_PAGE, MOST_IN_SHEET = 40, 5_000


@staff_only
@require_safe
def misses(request):
    """Each search once, the commonest first; ``?show=done`` for those somebody dealt with."""
    form, is_done = _form(request), request.GET.get("show") == "done"
    chosen = _chosen(form)
    counts = {"open": chosen.open().gathered().count(), "done": chosen.dealt_with().gathered().count()}
    page = Paginator(_shown(chosen, is_done=is_done), A_PAGE).get_page(request.GET.get("page"))
    may_write = parts.is_on("help") and writes_texts(request.user)
    rows = [row | {"write_url": _write_url(row) if may_write else ""} for row in page]
    asked = request.GET.copy()
    asked.pop("page", None)
    context = {"form": form, "rows": rows, "page": page, "counts": counts, "is_done": is_done, "query": asked}
    return render(request, "search/misses.html", context | {"may_edit": may_edit_words(request.user), "how": How})


@staff_only
@require_safe
def sheet(request):
    """The same as CSV."""
    form, is_done = _form(request), request.GET.get("show") == "done"
    head = [gettext("Words"), gettext("Language"), gettext("How often"), gettext("First day"), gettext("Last day")]
    rows = [
        (row["words"], row["language"], row["times"], row["first"].isoformat(), row["last"].isoformat())
        for row in _shown(_chosen(form), is_done=is_done)[:MOST_IN_SHEET]
    ]
    headers = {"Content-Disposition": 'attachment; filename="searches-without-result.csv"'}
    return HttpResponse(sheet_of([head, *rows]), content_type="text/csv; charset=utf-8", headers=headers)


@staff_only
@require_POST
def settle(request):
    """Somebody dealt with a search, or puts it back on the report (``undo``)."""
    if not may_edit_words(request.user):
        raise Http404("not one's own to tend")
    form = MissForm(request.POST)
    if form.is_valid() and "undo" in request.POST:
        Settling.reopen(form.cleaned_data["words"], form.cleaned_data["language"], by=request.user)
        messages.success(request, gettext("Back on the report."))
    elif form.is_valid():
        how = request.POST.get("how", "")
        Settling.settle(**form.cleaned_data, by=request.user, how=how if how in How.values else How.NOTHING)
        messages.success(request, gettext("Dealt with. It comes back if somebody looks for it on another day."))
    return HttpResponseRedirect(reverse("manage_search:misses"))


def _write_url(row) -> str:
    return write_url(PublishedAnswer, row["language"], question=row["words"])


def _form(request) -> ReportForm:
    if not may_see_misses(request.user):
        raise Http404("not one's own to see")
    return ReportForm.read(request.GET)


def _chosen(form):
    found = Miss.objects.since(timezone.localdate() - form.length)
    language = form.initial["language"]
    return found.filter(language=language) if language else found


def _shown(chosen, *, is_done):
    return (chosen.dealt_with() if is_done else chosen.open()).gathered()
