"""Back office: lists of offices and people, brought as a file, looked at, approved by two, read in, taken back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rootbridge.base.core.sheets import sheet_of
from rootbridge.base.files.uploading import takes_files
from rootbridge.people.members.access import staff_only
from rootbridge.people.members.reach import ADMINISTRATOR
from rootbridge.people.offices.importing import deed
from rootbridge.people.offices.importing.columns import COLUMNS, guessed
from rootbridge.people.offices.importing.plan import plan_of
from rootbridge.people.offices.models import Batch, FocalPoint, NotFresh, NotSecond

from ..actions import tell_approvers
from ..forms.lists import ColumnsForm, ListForm
from ..permissions import may_approve_list, may_bring_list, may_undo_list

SHOWN = 100
EXAMPLE = {
    "office": "Primăria Peresecina", "kind": "town_hall", "place": "MD-OR-peresecina", "address": "Strada Mare 1",
    "phone": "+373 235 00 199", "hours": "mon-fri 08:00-12:00, 13:00-17:00", "topics": "papers, family",
    "languages": "ro, ru", "person": "Ana Exemplu", "function": "Secretara consiliului", "email": "ana@example.org",
    "language": "ro", "territory": "MD-OR-peresecina", "ends_on": "2027-12-31",
}  # fmt: skip


@staff_only
@takes_files
def brought(request):
    """Every list, the newest first; a new one."""
    _ask(request)
    form = ListForm(*((request.POST, request.FILES) if request.method == "POST" else ()), was_cut=request.was_cut)
    if form.is_valid():
        said, (path, land) = form.cleaned_data, scope_of(request.user)
        made = Batch.bring(said["name"], said["body"], guessed(said["headings"]), by=request.user, path=path,
                           residence=land)  # fmt: skip
        return redirect("manage_offices:one_list", made.pk)
    rows = Batch.objects.visible_to(request.user).defer("body").select_related("uploaded_by").order_by("-pk")[:SHOWN]
    page = {"form": form, "rows": rows, "columns": COLUMNS}
    return render(request, "focalpoints/manage/lists.html", page, status=422 if form.is_bound else 200)


def scope_of(user) -> tuple[str, str]:
    """(path, country of residence) of the widest that somebody administers; both empty for everything."""
    scopes = [scope for scope in user.reach.scopes if scope.kind == ADMINISTRATOR]
    if any(scope.is_everywhere for scope in scopes):
        return "", ""
    return next((scope.path, scope.residence) for scope in scopes)


@staff_only
@require_safe
def one_list(request, number):
    """What it would do, or what it did."""
    return _page(request, find_list(request, number))


def find_list(request, number) -> Batch:
    _ask(request)
    return get_object_or_404(Batch.objects.visible_to(request.user).select_related("uploaded_by"), pk=number)


def _page(request, batch, form=None, status=200):
    is_open = batch.state in ("new", "approved")
    plan = plan_of(batch) if is_open else None
    if is_open and form is None:
        form = ColumnsForm(headings=plan.headings, mapping=batch.mapping)
    people = FocalPoint.objects.filter(pk__in=batch.made.get("people", [])).select_related("office")
    return render(request, "focalpoints/manage/one_list.html", {
        "batch": batch, "plan": plan, "form": form, "most": SHOWN, "may_undo": may_undo_list(request.user, batch),
        "approvals": batch.approvals.select_related("by").order_by("number"),
        "may_approve": is_open and may_approve_list(request.user, batch),
        "has_approved": batch.approvals.filter(by=request.user).exists(),
        "waiting": people.unanswered().count(), "confirmed": people.filter(confirmed_at__isnull=False).count(),
    }, status=status)  # fmt: skip


@staff_only
@require_POST
def columns(request, number):
    """Which column is which; only until somebody approved."""
    batch = find_list(request, number)
    form = ColumnsForm(request.POST, headings=plan_of(batch).headings, mapping=batch.mapping)
    if not form.is_valid():
        return _page(request, batch, form, status=422)
    try:
        batch.map(form.mapping, by=request.user)
        messages.success(request, _("Read anew. See below what it would do."))
    except NotFresh:
        messages.error(request, _("Somebody approved or closed this list meanwhile. Nothing was changed."))
    return redirect("manage_offices:one_list", number)


@staff_only
@require_POST
def approval(request, number):
    """Approve what was seen, think again, or give it up."""
    batch, what = find_list(request, number), request.POST.get("do")
    try:
        if what == "drop":
            batch.drop(by=request.user)
            messages.success(request, _("Given up. Its content is forgotten."))
        elif what == "back":
            batch.take_approval_back(by=request.user)
            messages.success(request, _("Your approval is taken back."))
        elif what == "approve":
            _approve(request, batch)
    except NotSecond as error:
        raise PermissionDenied("somebody else must approve") from error
    except NotFresh:
        messages.error(request, _("The list or what it would change is different by now. Look at it again."))
    return redirect("manage_offices:one_list", number)


def _approve(request, batch):
    if not may_approve_list(request.user, batch):
        raise NotSecond("once each")
    if not plan_of(batch).does_something:
        raise NotFresh
    is_read_in = batch.approve(
        by=request.user, digest=request.POST.get("digest", ""), read_in=lambda one: deed.read_in(one, by=request.user)
    )
    if is_read_in:
        messages.success(request, _("Read in. Everybody new was asked to confirm."))
    else:
        tell_approvers(batch, request.user)
        messages.success(request, _("Approved. A second administrator is told."))


@staff_only
@require_POST
def undoing(request, number):
    """Take back all that it did."""
    batch = find_list(request, number)
    if not may_undo_list(request.user, batch):
        messages.error(request, _("Somebody has confirmed already: it can no longer be taken back."))
        return redirect("manage_offices:one_list", number)
    try:
        batch.undo(by=request.user, take_back=lambda one: deed.take_back(one, by=request.user))
        messages.success(request, _("Taken back. All is as before."))
    except NotFresh:
        messages.error(request, _("Something hangs on these offices already: it can no longer be taken back."))
    return redirect("manage_offices:one_list", number)


@staff_only
@require_safe
def example(request):
    """A list to fill in, with one line."""
    _ask(request)
    rows = [list(COLUMNS), [EXAMPLE.get(key, "") for key in COLUMNS]]
    headers = {"Content-Disposition": 'attachment; filename="offices.csv"'}
    return HttpResponse(sheet_of(rows), content_type="text/csv; charset=utf-8", headers=headers)


def _ask(request):
    if not may_bring_list(request.user):
        raise Http404("no lists of theirs")
