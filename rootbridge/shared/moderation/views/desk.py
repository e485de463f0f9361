"""The side of those who decide: what waits inside their region, and the decision with its rule and its reason."""

from collections import Counter

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rootbridge.base.core.sheets import sheet_of
from rootbridge.base.core.text import clean_text
from rootbridge.base.design import look
from rootbridge.people.members.access import staff_only

from ..clock import colour, left_words
from ..forms import DecisionForm, ReasonForm
from ..lookout import signals_of
from ..models import Appeal, Case, Decision, Hold, PreparedDecision
from ..permissions import may_decide_case
from ..queue import cases_for_sheet, place_names, queue_of, sheet_row
from ..registry import kind_words

COLUMNS = ("number", "kind", "place", "reason", "reports", "signs", "opened", "due", "decided", "decision", "rule")
INSERT, KEYS = "insert-", 9


@staff_only
@require_http_methods(["GET", "HEAD"])
def waiting(request):
    """What waits, what is due first on top; ``?state=late`` and ``?state=decided``."""
    return render(request, "moderation/list.html", queue_of(request))


@staff_only
@require_safe
def sheet(request):
    """The same list as CSV: when and where, never what was said nor by whom."""
    cases = list(cases_for_sheet(request, timezone.now()))
    where = place_names(cases)
    lines = [COLUMNS, *(sheet_row(case, where[case.pk]) for case in cases)]
    headers = {"Content-Disposition": 'attachment; filename="reports.csv"'}
    return HttpResponse(sheet_of(lines), content_type="text/csv; charset=utf-8", headers=headers)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def report(request, number):
    """What was said about one thing, what was seen in it, and the decision. A prepared decision fills the form."""
    case = _received(request, number)
    if request.method != "POST":
        return render(request, "moderation/decide.html", _page(request, case))
    if not may_decide_case(request.user, case):
        raise PermissionDenied("not one's own to decide")
    if request.POST.get("do", "").startswith(INSERT):
        return render(request, "moderation/decide.html", _page(request, case, form=_with_prepared(request, case)))
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return render(request, "moderation/decide.html", _page(request, case, form=form), status=422)
    said = form.cleaned_data
    words = _in_all(case, said.pop("prepared"), said["reason"])
    if case.decide(by=request.user, words=words, **said):
        messages.success(request, gettext("Decided. Both sides get your reason."))
    else:
        messages.info(request, gettext("Somebody decided before you. Their decision stands below."))
    return HttpResponseRedirect(reverse("manage_reports:report", args=[number]))


@staff_only
@require_POST
def put_back(request, number):
    """Change a decision: back on the pages, with a reason."""
    case = _received(request, number)
    if not may_decide_case(request.user, case):
        raise PermissionDenied("not one's own to decide")
    form = ReasonForm(request.POST, auto_id="back_%s")
    if not form.is_valid():
        return render(request, "moderation/decide.html", _page(request, case, back_form=form), status=422)
    if case.put_back(by=request.user, **form.cleaned_data):
        messages.success(request, gettext("It stands on the pages again. Both sides get your reason."))
    return HttpResponseRedirect(reverse("manage_reports:report", args=[number]))


def _received(request, number) -> Case:
    return get_object_or_404(Case.objects.received_by(request.user), pk=number)


def _with_prepared(request, case) -> DecisionForm:
    """The form with a prepared decision put in. What was typed stays, above its words; words that another prepared
    decision put there make room."""
    wanted = request.POST["do"].removeprefix(INSERT)
    row = _prepared(case, wanted)
    typed, before = clean_text(request.POST.get("reason", "")), request.POST.get("prepared", "")
    if row is None:
        return DecisionForm(initial=request.POST.dict())
    old = _prepared(case, before)
    is_free = not typed or (old is not None and _filled(case, old) == typed)
    words = _filled(case, row)
    return DecisionForm(initial={
        "outcome": row.outcome, "rule": row.rule, "reason": words if is_free else f"{typed}\n\n{words}",
        "prepared": str(row.pk) if is_free else "",
    })  # fmt: skip


def _in_all(case, prepared, reason) -> dict[str, str]:
    """The reason in every language, where the words of a prepared decision were sent as they are."""
    row = _prepared(case, prepared)
    if row is None or _filled(case, row) != reason:
        return {}
    return row.filled_in_all(title=_title(case), platform=look.current().name)


def _prepared(case, number) -> PreparedDecision | None:
    is_number = number.isascii() and number.isdecimal()
    return PreparedDecision.objects.for_case(case).filter(pk=int(number)).first() if is_number else None


def _filled(case, row) -> str:
    return row.filled(title=_title(case), platform=look.current().name, language=get_language())


def _title(case) -> str:
    return str(case.known.title(case.thing)) if case.thing is not None else ""


def _page(request, case, form=None, back_form=None) -> dict:
    reports = list(case.reports.order_by("reported_at", "pk"))
    decision = Decision.objects.filter(case=case).select_related("decided_by").first()
    said, now, thing = Counter(one.get_reason_display() for one in reports), timezone.now(), case.thing
    may_decide, waits = may_decide_case(request.user, case), case.closed_at is None
    return queue_of(request, now) | {
        "said": [(reason, _people(number)) for reason, number in said.most_common()],
        "case": case, "reports": reports, "thing": thing, "title": _title(case), "waits": waits,
        "kind": kind_words(case.target_kind), "where": place_names([case])[case.pk],
        "thing_url": case.known.url(thing) if thing is not None else "",
        "hold": Hold.objects.of(case.target_kind, case.target_id).standing().first(),
        "signals": signals_of(case.target_kind, case.target_id),
        "left": left_words(case.due_at, now), "colour": colour(case.due_at, now),
        "decision": decision, "may_decide": may_decide,
        "appeal": Appeal.objects.about("moderation.decision", decision.pk).first() if decision else None,
        "prepared": PreparedDecision.objects.for_case(case)[:KEYS] if waits and may_decide else [],
        "form": form or DecisionForm(), "back_form": back_form or ReasonForm(auto_id="back_%s"),
    }  # fmt: skip


def _people(number) -> str:
    return ngettext("%(number)s person", "%(number)s people", number) % {"number": number}
