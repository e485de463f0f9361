"""Back office: where nobody answers yet, the message of the month, what all meetings came to."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rootbridge.people.members.access import staff_only
from rootbridge.people.offices import kit
from rootbridge.people.offices.models import Meeting, Monthly

from ..coverage import coverage_on
from ..forms.keeping import MonthlyForm
from ..permissions import may_keep_offices, may_write_monthly
from .meetings import as_sheet


@staff_only
@require_safe
def coverage(request):
    """Districts, countries and topics without a focal point. What is public anyway, and who was asked."""
    if not may_keep_offices(request.user):
        raise Http404("no office of theirs")
    return render(request, "focalpoints/manage/coverage.html", {"coverage": coverage_on(timezone.localdate())})


@staff_only
def message(request):
    """What all focal points pass on this month."""
    if not may_write_monthly(request.user):
        raise Http404("not theirs to write")
    month = timezone.localdate().replace(day=1)
    monthly = Monthly.objects.of(month)
    papers = kit.papers([], get_language())
    form = MonthlyForm(request.POST if request.method == "POST" else None, monthly=monthly, papers=papers)
    if form.is_valid():
        Monthly.write(by=request.user, month=month, **form.cleaned_data)
        messages.success(request, _("It stands on the page of every focal point."))
        return redirect("manage_offices:message")
    page = {"form": form, "month": month, "monthly": monthly}
    return render(request, "focalpoints/manage/message.html", page, status=422 if form.is_bound else 200)


@staff_only
@require_safe
def sheet(request):
    """Every meeting of one's scope as CSV."""
    if not may_keep_offices(request.user):
        raise Http404("no office of theirs")
    rows = Meeting.objects.kept_by(request.user).select_related("office").order_by("held_on", "pk")
    return as_sheet(rows.iterator(500), "meetings")
