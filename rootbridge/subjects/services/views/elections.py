"""Elections and the steps of the return plan, for those who keep them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from rootbridge.base.core.sheets import sheet_of
from rootbridge.base.files.uploading import takes_files
from rootbridge.people.members.access import staff_only

from ..forms.elections import ElectionForm, PlacesForm
from ..forms.steps import StepForm
from ..importing import COLUMNS, Refused, load_places, read_places
from ..models import Election, PlanStep, PollingPlace
from ..permissions import may_keep_elections, may_keep_steps


@staff_only
def kept(request):
    """Elections that come, and those that are over."""
    _ask(may_keep_elections(request.user))
    today = timezone.localdate()
    page = {"coming": Election.objects.coming(today), "past": Election.objects.past(today)}
    return render(request, "services/manage/elections.html", page)


@staff_only
def election(request, number=None):
    """One election, new or known."""
    _ask(may_keep_elections(request.user))
    found = None if number is None else get_object_or_404(Election, pk=number)
    if found and request.POST.get("do") == "remove":
        found.remove(by=request.user)
        messages.success(request, _("Taken away."))
        return redirect("manage_voting:list")
    form = ElectionForm(request.POST or None, election=found)
    if form.is_valid():
        written, dates = form.written()
        written.keep(by=request.user, dates=dates)
        messages.success(request, _("Kept."))
        return redirect("manage_voting:election", number=written.pk)
    page = {"form": form, "election": found, "places": found.places.count() if found else 0}
    return render(request, "services/manage/election.html", page, status=422 if form.is_bound else 200)


@staff_only
@takes_files
def places(request, number):
    """The polling places of an election, and the sheet that brings them up to date."""
    _ask(may_keep_elections(request.user))
    found = get_object_or_404(Election, pk=number)
    said = (request.POST, request.FILES) if request.method == "POST" else ()
    form, page = PlacesForm(*said), {"faults": [], "outcome": None}
    if form.is_valid():
        said = form.cleaned_data
        try:
            rows = read_places(said["sheet"].read())
        except Refused as refused:
            page["faults"] = refused.faults
        else:
            page["outcome"] = load_places(found, rows, by=request.user, only_try=said["only_try"], clear=said["clear"])
            if not said["only_try"]:
                messages.success(request, _("The polling places are loaded."))
                return redirect("manage_voting:places", number=found.pk)
    bad = form.is_bound and not page["outcome"]
    page |= {"form": form, "election": found, "places": PollingPlace.objects.filter(election=found).in_order()}
    return render(request, "services/manage/places.html", page, status=422 if bad else 200)


@staff_only
def sheet(request, number):
    """The polling places as the sheet that the form takes."""
    _ask(may_keep_elections(request.user))
    found = get_object_or_404(Election, pk=number)
    rows = [
        (one.country, one.city, one.name, one.address, f"{one.opens:%H:%M}", f"{one.closes:%H:%M}", one.zone,
         "" if one.latitude is None else str(one.latitude), "" if one.longitude is None else str(one.longitude),
         "yes" if one.has_step_free else "")
        for one in PollingPlace.objects.filter(election=found).in_order()
    ]  # fmt: skip
    answer = HttpResponse(sheet_of([COLUMNS, *rows]), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found.slug}.csv"'
    return answer


@staff_only
def steps(request):
    """The steps of the return plan, those past their check marked."""
    _ask(may_keep_steps(request.user))
    today = timezone.localdate()
    rows = [(step, step.is_past_review(today)) for step in PlanStep.objects.in_order()]
    return render(request, "services/manage/steps.html", {"steps": rows})


@staff_only
def step(request, number):
    """One step: its words, its days, its guide; keeping it says that it was checked today."""
    _ask(may_keep_steps(request.user))
    found = get_object_or_404(PlanStep, pk=number)
    form = StepForm(request.POST or None, step=found)
    if form.is_valid():
        form.written().keep(by=request.user)
        messages.success(request, _("Kept, and checked today."))
        return redirect("manage_voting:steps")
    return render(request, "services/manage/step.html", {"form": form, "step": found},
                  status=422 if form.is_bound else 200)  # fmt: skip


def _ask(may: bool) -> None:
    if not may:
        raise Http404("not theirs to keep")
