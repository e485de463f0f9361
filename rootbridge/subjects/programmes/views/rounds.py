"""Back office: a call as one round: what came, where it stands, what money is left; and what one handles."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.paginator import Paginator
from django.db.models import Count, Min
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from rootbridge.base.core.sheets import sheet_of
from rootbridge.people.members.access import staff_only

from ..ballot import averages
from ..budget import money
from ..drawing import STATE_TAGS, call_line
from ..models import Application, Assignment, handled_offices
from ..permissions import may_see_round
from .defining import find_call

PAGE = 50


@dataclass(frozen=True)
class StageLine:
    """How many wait in one stage, since when the oldest, and how many longer than it should take."""

    name: str
    number: int
    oldest: object
    late: int


@staff_only
def dashboard(request, number):
    """The sums of a round for who writes its programme; the list of applications for who handles them."""
    call = find_call(request.user, number)
    if not may_see_round(request.user, call):
        raise Http404("no such round")
    now, counted = timezone.now(), call.counted()
    handles = call.programme.office_id in handled_offices(request.user)
    rows = _rows(request.user, call) if handles else []
    reviews = Assignment.objects.standing().filter(application__call=call)
    return render(request, "programmes/manage/round.html", {
        "call": call, "programme": call.programme, "line": call_line(call, now), "sums": call.money(), "money": money,
        "currency": call.programme.currency, "counted": _counts(call, counted), "stages": _stages(call, now),
        "reviews": (reviews.done().count(), reviews.count()), "handles": handles, "rows": rows,
        "may_publish_results": call.state == "closed" and call.results_at is None,
        "undecided": counted.get("sent", 0),
    })  # fmt: skip


def _counts(call, counted) -> list[tuple[str, int]]:
    """Received, complete, in review, decided: each application stands in as many as it has reached."""
    sent = sum(counted.get(state, 0) for state in ("sent", "reserve", "granted", "refused", "finished"))
    checking = call.applications.under_way().filter(stage__does="check").count()
    in_review = call.applications.under_way().filter(stage__does="review").count()
    return [
        (_("Drafts"), counted.get("draft", 0)), (_("Received"), sent), (_("Complete"), sent - checking),
        (_("In review"), in_review), (_("Decided"), sent - counted.get("sent", 0)),
        (_("Granted"), counted.get("granted", 0) + counted.get("finished", 0)),
        (_("Refused"), counted.get("refused", 0)),
        (_("Reserve list"), counted.get("reserve", 0)), (_("Withdrawn"), counted.get("withdrawn", 0)),
    ]  # fmt: skip


def _stages(call, now) -> list[StageLine]:
    """Every stage of the programme, empty ones too."""
    rows = call.applications.under_way().values("stage").annotate(number=Count("pk"), oldest=Min("stage_since"))
    found = {row["stage"]: row for row in rows}
    lines = []
    for stage in call.programme.stages.order_by("order", "pk"):
        row = found.get(stage.pk, {"number": 0, "oldest": None})
        limit = now - timedelta(days=stage.days)
        late = call.applications.under_way().filter(stage=stage, stage_since__lt=limit).count()
        lines.append(StageLine(str(stage.name), row["number"], row["oldest"], late))
    return lines


@dataclass(frozen=True)
class Row:
    """``average``, ``spread``: percent of all points; ``votes``: how many reviews."""

    application: Application
    tag: str
    average: float | None
    spread: float | None
    votes: int


def _rows(user, call) -> list[Row]:
    """Those of a call, the best judged first, then as they came."""
    found = list(Application.objects.handled_by(user).filter(call=call).for_pages().order_by("number"))
    judged = averages(found)
    rows = [Row(one, STATE_TAGS[one.state], *judged.get(one.pk, (None, None, 0))) for one in found]
    return sorted(rows, key=lambda row: (row.average is None, -(row.average or 0), row.application.number))


@staff_only
def applications(request):
    """Everything one handles, of all calls: what is under way first."""
    if not handled_offices(request.user):
        raise Http404("no applications to handle")
    handled = Application.objects.handled_by(request.user)
    is_all = request.GET.get("show") == "all"
    rows = (handled if is_all else handled.under_way()).for_pages().order_by("-sent_at", "pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "programmes/manage/applications.html", {
        "page": page, "is_all": is_all, "rows": [(one, STATE_TAGS[one.state]) for one in page],
        "under_way": handled.under_way().count(), "all": handled.count(),
    })  # fmt: skip


@staff_only
def sheet(request, number):
    """The applications of a call as a sheet for the committee, for who handles them."""
    call = find_call(request.user, number)
    if call.programme.office_id not in handled_offices(request.user):
        raise Http404("no applications to handle")
    head = [_("Number"), _("What"), _("Field"), _("Place"), _("Asked for"), _("Granted"), _("State"), _("Average"),
            _("Spread"), _("Reviews")]  # fmt: skip
    rows = [
        [row.application.number, row.application.title, str(row.application.get_sector_display()),
         str(row.application.place or ""), row.application.asked, row.application.granted,
         str(row.application.get_state_display()), _round(row.average), _round(row.spread), row.votes]
        for row in _rows(request.user, call)
    ]  # fmt: skip
    said = {"Content-Disposition": content_disposition_header(True, f"{call.key}.csv")}
    return HttpResponse(sheet_of([head, *rows]), content_type="text/csv; charset=utf-8", headers=said)


def _round(value):
    return None if value is None else round(value, 1)
