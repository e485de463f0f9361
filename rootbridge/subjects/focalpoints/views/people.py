"""Back office: one person of an office, what was asked of them, letters on paper."""

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rootbridge.people.members.access import staff_only
from rootbridge.people.members.limits import TooMany
from rootbridge.people.offices.models import FocalPoint, Invitation, Office

from ..forms.keeping import PersonForm
from ..letters import MOST_LETTERS, letters_pdf
from ..permissions import may_keep_offices, may_keep_person

ROWS = 50


@staff_only
def person(request, number):
    """What stands of a person; what may be done."""
    found = find_person(request, number)
    form = PersonForm(request.POST if request.method == "POST" else None, person=found, user=request.user)
    if form.is_valid():
        was_asked = found.email
        found.change(by=request.user, **form.written())
        if found.confirmed_at is None and (found.email != was_asked or not _open(found)):
            Invitation.ask(found, by=request.user)
            messages.success(request, _("Kept. They are asked to confirm."))
        else:
            messages.success(request, _("Kept."))
        return redirect("manage_offices:office", found.office.slug)
    return _page(request, form, found)


@staff_only
def new(request, slug):
    """Somebody new at an office."""
    office = get_object_or_404(Office.objects.kept_by(request.user).select_related("place"), slug=slug)
    blank = FocalPoint(office=office, starts_on=timezone.localdate())
    form = PersonForm(request.POST if request.method == "POST" else None, person=blank, user=request.user)
    if form.is_valid():
        said = form.written()
        is_first = said.pop("is_first")
        made = FocalPoint.objects.create(office=office, **said)
        if is_first:
            made.change(by=request.user, is_first=True)
        Invitation.ask(made, by=request.user)
        sent = _("Asked. The letter is on its way to %(email)s.") % {"email": made.email}
        messages.success(request, sent if made.email else _("Named. Print the letter with the code for them."))
        return redirect("manage_offices:office", slug)
    return _page(request, form, blank)


def _page(request, form, found):
    day = timezone.localdate()
    page = {"form": form, "person": found, "state": found.state_on(day) if found.pk else "", "asked": _open(found)}
    return render(request, "focalpoints/manage/person.html", page, status=422 if form.is_bound else 200)


def _open(person):
    return person.invitations.open_at(timezone.now()).first() if person.pk else None


def find_person(request, number) -> FocalPoint:
    found = get_object_or_404(FocalPoint.objects.for_pages(), pk=number)
    if not may_keep_person(request.user, found):
        raise Http404("not theirs to keep")
    return found


@staff_only
@require_POST
def step(request, number):
    """Ask once more, take back what was asked, end, let go on."""
    found, today = find_person(request, number), timezone.localdate()
    what = request.POST.get("do")
    if what == "ask" and found.confirmed_at is None:
        if found.declined_at:
            found.change(by=request.user, declined_at=None)
        Invitation.ask(found, by=request.user)
        messages.success(request, _("Asked once more. Earlier letters no longer hold."))
    elif what == "withdraw" and (asked := _open(found)):
        asked.withdraw(by=request.user)
        messages.success(request, _("Taken back. The letter no longer holds."))
    elif what == "end":
        yesterday = today - timedelta(days=1)
        found.end(by=request.user, day=yesterday)
        messages.success(request, _("Ended. They no longer stand on public pages."))
    elif what == "go_on" and found.ends_on:
        found.change(by=request.user, ends_on=None)
        messages.success(request, _("They go on, without a last day."))
    return redirect("manage_offices:person", number)


@staff_only
@require_safe
def invitations(request):
    """Who was asked and has not answered."""
    if not may_keep_offices(request.user):
        raise Http404("no office of theirs")
    rows = _waiting(request)
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    return render(request, "focalpoints/manage/invitations.html", {
        "page": page, "most": MOST_LETTERS, "batch": request.GET.get("list", ""),
    })  # fmt: skip


@staff_only
@require_safe
def letters(request):
    """One sheet of A4 for each, in their language, with the code."""
    if not may_keep_offices(request.user):
        raise Http404("no office of theirs")
    rows = list(_waiting(request)[:MOST_LETTERS])
    if not rows:
        messages.info(request, _("Nobody waits for a letter."))
        return redirect("manage_offices:invitations")
    try:
        body = letters_pdf(request, rows)
    except TooMany:
        messages.error(request, _("Many letters were printed in the last hour. Wait a little."))
        return redirect("manage_offices:invitations")
    headers = {"Content-Disposition": 'inline; filename="letters.pdf"'}
    return HttpResponse(body, content_type="application/pdf", headers=headers)


def _waiting(request):
    rows = Invitation.objects.visible_to(request.user).open_at(timezone.now()).for_list()
    one = request.GET.get("person", "")
    if one.isdecimal() and len(one) < 10:
        rows = rows.filter(person=one)
    return rows.order_by("asked_at", "pk")
