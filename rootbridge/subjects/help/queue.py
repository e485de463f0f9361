"""The queue of a desk: what is shown of it, in which order, how many there are of each."""

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.http import urlencode

from .desk_forms import FilterForm
from .models import Question

SHOWN = 50
STATES = ("waiting", "mine", "nobody", "late", "answered", "closed")


def queue_of(request) -> dict:
    """What the list at the start of each page of the desk needs. Four queries."""
    state = request.GET.get("state", "")
    state = state if state in STATES else "waiting"
    form, today = FilterForm(request.GET), timezone.localdate()
    received = Question.objects.received_by(request.user)
    rows = _in_state(received.with_office(), state, request.user, today).filter(**form.chosen).saying(form.text)
    page = Paginator(rows, SHOWN).get_page(request.GET.get("page"))
    kept = {"state": state, **form.chosen, **({"q": form.text} if form.text else {})}
    return {
        "rows": page.object_list, "page": page, "state": state, "filters": form, "today": today,
        "counts": _counts(received, request.user, today), "query": urlencode(kept),
        "is_filtered": len(kept) > 1, "here": urlencode({**kept, "page": page.number}),
    }  # fmt: skip


def rows_for_sheet(request):
    """The same questions as the list shows, on all its pages."""
    state, form = request.GET.get("state", ""), FilterForm(request.GET)
    rows = Question.objects.received_by(request.user).with_office()
    rows = _in_state(rows, state if state in STATES else "waiting", request.user, timezone.localdate())
    return rows.filter(**form.chosen).saying(form.text)


def _in_state(rows, state, user, today):
    if state == "answered":
        return rows.answered().order_by("-closed_at")
    if state == "closed":
        return rows.closed().exclude(words="").order_by("-closed_at")
    rows = rows.waiting().order_by("due_on", "asked_at", "pk")
    if state == "mine":
        return rows.held_by(user)
    if state == "nobody":
        return rows.nobodys()
    return rows.late_on(today) if state == "late" else rows


def _counts(received, user, today) -> dict[str, int]:
    """{state: how many wait} of what waits. One query."""
    return received.waiting().aggregate(
        waiting=Count("pk"), mine=Count("pk", filter=Q(person=user)), nobody=Count("pk", filter=Q(person=None)),
        late=Count("pk", filter=Q(due_on__lt=today)),
    )  # fmt: skip
