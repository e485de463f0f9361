"""What everybody may read: programmes with their calls, which one fits, what was granted."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from rootbridge.base.core.access import public
from rootbridge.base.core.bearings import bearings_of
from rootbridge.base.core.names import in_language
from rootbridge.base.design.formats import number
from rootbridge.base.reference.models import Place

from ..budget import money
from ..drawing import call_lines, kept_by_nobody, programme_page, turns_soon
from ..forms.fitting import FitForm
from ..models import Application, Call, Programme
from ..picking import amounts_in_words, fits, said_in_words, wanted_facts


@public
@require_safe
def programmes(request):
    """Every public programme; those with an open call first."""
    now = timezone.now()
    rows = []
    for programme in Programme.objects.public().for_pages():
        lines = call_lines([call for call in programme.calls.all() if call.published_at and not call.cancelled_at], now)
        rows.append((programme, lines[0] if lines else None, amounts_in_words(programme)))
    order = {"open": 0, "coming": 1}
    rows.sort(key=lambda row: (order.get(row[1].state if row[1] else "", 2), str(row[0].name)))
    return _exact(render(request, "programmes/list.html", {"rows": rows}), now)


@public
@require_safe
def programme(request, slug):
    """One programme: what it gives, to whom, by which rules, and how to apply."""
    found = get_object_or_404(Programme.objects.visible_to(request.user).for_pages(), slug=slug)
    now = timezone.now()
    page = programme_page(found, now)
    if request.user.is_authenticated:
        mine = Application.objects.of(request.user).filter(call__programme=found).select_related("call")
        page["mine"] = {one.call_id: one for one in mine.exclude(state="withdrawn")}
    return _exact(render(request, "programmes/programme.html", page), now)


@public
@require_safe
def fit(request):
    """Which programme fits: a few questions in the address, an answer for each rule. Nothing is kept anywhere."""
    found = list(Programme.objects.public().for_pages().prefetch_related("rules"))
    path = f"{request_country(found)}/"
    form = FitForm(request.GET or None, wanted=wanted_facts(found), path=path)
    said, now = form.said(), timezone.now()
    if not form.is_bound:
        form.initial = _guessed(request)
    currency = found[0].currency if found else ""
    page = {
        "form": form, "is_asked": form.is_bound, "fits": fits(found, said, now) if form.is_bound else [],
        "said": said_in_words(said, currency), "amounts_in_words": amounts_in_words,
        "address": request.build_absolute_uri(), "line_of": lambda call: call_lines([call], now)[0],
    }  # fmt: skip
    response = render(request, "programmes/fits.html", page)
    return kept_by_nobody(response) if form.is_bound else _exact(response, now)


@public
@require_safe
def results(request, slug, key):
    """What was granted in a call: numbers, places and amounts; no name, no title, nothing that somebody wrote."""
    call = Call.objects.with_results().for_pages().filter(programme__slug=slug, key=key).first()
    if call is None:
        raise Http404("no public results")
    rows = call.applications.filter(granted__isnull=False).select_related("place").order_by("number")
    counted, sums = call.counted(), call.money()
    return render(request, "programmes/results.html", {
        "call": call, "programme": call.programme, "rows": rows, "sums": sums, "money": money,
        "currency": call.programme.currency, "sent": number(sum(counted.get(state, 0) for state in SENT)),
        "regions": _regions(rows),
    })  # fmt: skip


SENT = ("sent", "reserve", "granted", "refused", "finished")


def _regions(rows) -> dict[int, str]:
    """{application: the region in which it happens}: a village might tell who it is."""
    codes = {row.pk: row.place.path.split("/")[1] for row in rows if row.place and row.place.path.count("/") > 1}
    names = {place.code: in_language(place.names) for place in Place.objects.filter(code__in=set(codes.values()))}
    return {number: names.get(code, "") for number, code in codes.items()}


def request_country(programmes) -> str:
    """The country in which programmes lie: that of the first."""
    return next((one.place.country_code for one in programmes), "")


def _guessed(request) -> dict:
    """What the reader said of themselves stands there already; bearings are part of the key of a kept page."""
    here = bearings_of(request)
    return {"residence": here.living, "stage": here.stage}


def _exact(response, now):
    """Never a closed call as open: a page that turns within the minute is drawn anew for everybody."""
    return kept_by_nobody(response) if turns_soon(now) else response
