"""The log of meetings: written down, changed, taken away, taken along as a sheet."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rootbridge.base.core.sheets import sheet_of
from rootbridge.people.offices.models import Meeting

from ..forms.own import MeetingForm
from .own import find_own


def meeting(request, number, meeting=None):
    """A meeting, new or known."""
    person = find_own(request, number)
    found = person.meetings.filter(pk=meeting).first() if meeting else None
    if meeting and found is None:
        raise Http404("no meeting of theirs")
    if found and request.POST.get("do") == "remove":
        found.remove(by=request.user)
        messages.success(request, _("Taken away."))
        return redirect("focalpoints:mine")
    form = MeetingForm(request.POST if request.method == "POST" else None, meeting=found)
    if form.is_valid():
        if found:
            found.change(by=request.user, **form.cleaned_data)
        else:
            Meeting.write_down(person, by=request.user, **form.cleaned_data)
        messages.success(request, _("Kept."))
        return redirect("focalpoints:mine")
    page = {"form": form, "person": person, "meeting": found}
    return render(request, "focalpoints/meeting.html", page, status=422 if form.is_bound else 200)


@require_safe
def sheet(request, number):
    """All meetings of one's own as CSV."""
    person = find_own(request, number)
    rows = person.meetings.select_related("office").order_by("held_on", "pk")
    return as_sheet(rows, "meetings")


def as_sheet(rows, name) -> HttpResponse:
    head = [_("Day"), _("Office"), _("Where"), _("What it was about"), _("People reached"), _("Women among them"),
            _("Men among them"), _("What came of it")]  # fmt: skip
    told = ([one.held_on.isoformat(), one.office.name, one.where, one.about, one.people,
             "" if one.women is None else one.women, "" if one.men is None else one.men, one.outcome]
            for one in rows)  # fmt: skip
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return HttpResponse(sheet_of([head, *told]), content_type="text/csv; charset=utf-8", headers=headers)
