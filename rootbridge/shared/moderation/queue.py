"""The queue of those who decide: what is shown of it, in which order, how many there are of each."""

from datetime import timedelta

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext

from rootbridge.base.reference.models import Place

from .clock import Reason, colour, left_words
from .forms import FilterForm
from .models import Appeal, Case
from .registry import kind_words, titled

SHOWN = 50
STATES = ("waiting", "late", "decided")
CENTRE, ABROAD = "centre", "abroad-"


def queue_of(request, now=None) -> dict:
    """What the list at the start of each page needs. A constant number of queries."""
    now = now or timezone.now()
    rows, form, state = _chosen(request, now)
    page = Paginator(rows.for_list(), SHOWN).get_page(request.GET.get("page"))
    cases = page.object_list = list(page.object_list)
    kept = {"state": state, **form.chosen}
    received = Case.objects.received_by(request.user)
    return {
        "where_of": place_names(cases), "reasons": dict(Reason.choices),
        "rows": [_line(case, title, now) for case, title in titled(cases)], "page": page, "state": state,
        "filters": form, "now": now, "is_filtered": len(kept) > 1, "query": urlencode(kept),
        "here": urlencode({**kept, "page": page.number}),
        "counts": received.waiting().aggregate(waiting=Count("pk"), late=Count("pk", filter=Q(due_at__lt=now))),
        "appeals_waiting": Appeal.objects.decided_by(request.user).waiting().count(),
    }  # fmt: skip


def cases_for_sheet(request, now):
    """The same cases as the list shows, on all its pages."""
    rows, _form, _state = _chosen(request, now)
    return rows.for_list()


def place_names(cases) -> dict[int, str]:
    """{number of the case: where it belongs, in words}. Two queries at most."""
    codes = {case.pk: case.place_path.rstrip("/").rpartition("/")[2] or case.residence for case in cases}
    language = get_language()
    names = {place.code: place.name(language) for place in Place.objects.filter(code__in=set(codes.values()))}
    return {number: names.get(code, gettext("The centre")) for number, code in codes.items()}


def _line(case, title, now) -> dict:
    decision = case.decision if case.closed_at else None
    return {
        "case": case, "title": title or gettext("Something that is gone now"), "kind": kind_words(case.target_kind),
        "left": left_words(case.due_at, now), "colour": colour(case.due_at, now), "decision": decision,
    }  # fmt: skip


def _chosen(request, now) -> tuple:
    """(cases as they were chosen, the form that chose them, which list)."""
    received, state = Case.objects.received_by(request.user), request.GET.get("state", "")
    state = state if state in STATES else "waiting"
    inside = received.decided() if state == "decided" else received.waiting()
    known = list(inside.order_by().values_list("target_kind", "place_path", "residence").distinct())
    places, conditions = _regions(known)
    form = FilterForm(request.GET, places=places, kinds={kind for kind, *_where in known})
    rows = inside.late_at(now) if state == "late" else inside
    said = form.chosen
    if "where" in said:
        rows = rows.filter(conditions[said["where"]])
    if "kind" in said:
        rows = rows.filter(target_kind=said["kind"])
    if "reason" in said:
        rows = rows.filter(reason="" if said["reason"] == "signs" else said["reason"])
    if "since" in said:
        rows = rows.filter(opened_at__lte=now - timedelta(days=int(said["since"])))
    return rows, form, state


def _regions(known) -> tuple[list[tuple[str, str]], dict[str, Q]]:
    """([(key, name)] of the regions, the countries and the centre that have cases, {key: condition}). One query."""
    conditions, codes = {}, {}
    for _kind, path, residence in known:
        region = path.rstrip("/").split("/")[:2]
        if path:
            codes[region[-1]] = region[-1]
            conditions[region[-1]] = Q(place_path__startswith="/".join(region) + "/")
        if residence:
            codes[ABROAD + residence] = residence
            conditions[ABROAD + residence] = Q(residence=residence)
        if not (path or residence):
            conditions[CENTRE] = Q(place_path="", residence="")
    language = get_language()
    names = {place.code: place.name(language) for place in Place.objects.filter(code__in=set(codes.values()))}
    offered = sorted(((key, names.get(code, code)) for key, code in codes.items()), key=lambda pair: pair[1].casefold())
    return offered + ([(CENTRE, gettext("The centre"))] if CENTRE in conditions else []), conditions


def sheet_row(case, where) -> tuple:
    """One line of the sheet: when and where, never what was said nor by whom."""
    decision = case.decision if case.closed_at else None
    return (
        case.pk, case.target_kind, where, case.reason, case.people, case.signs, f"{case.opened_at:%Y-%m-%d %H:%M}",
        f"{case.due_at:%Y-%m-%d %H:%M}", f"{case.closed_at:%Y-%m-%d %H:%M}" if case.closed_at else "",
        decision.outcome if decision else "", decision.rule if decision else "",
    )  # fmt: skip
