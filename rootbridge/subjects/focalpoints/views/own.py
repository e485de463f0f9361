"""The own page of a focal point: what to do this month, what waits, what is true."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rootbridge.people.offices import kit
from rootbridge.people.offices.models import FocalPoint, Monthly

from ..forms.own import FactsForm
from ..permissions import may_be_person


@require_safe
def mine(request):
    """Where one answers for several offices, each is a tab."""
    people = list(FocalPoint.objects.filter(member=request.user, declined_at=None).for_pages().order_by("pk"))
    if not people:
        return render(request, "focalpoints/nobody.html", {})
    person = next((one for one in people if str(one.pk) == request.GET.get("at")), people[0])
    day = timezone.localdate()
    facts, is_whole = _facts(person, day)
    return render(request, "focalpoints/own.html", {
        "people": people, "person": person, "state": person.state_on(day), "is_due": person.is_due(timezone.now()),
        "monthly": Monthly.objects.of(day), "facts": facts, "is_whole": is_whole, "papers": _papers(person, day),
        "waiting": kit.waiting_for(person), "meetings": person.meetings.order_by("-held_on", "-pk")[:10],
        "sums": person.meetings.all().sums(),
    })  # fmt: skip


def find_own(request, number) -> FocalPoint:
    """Nobody else's. Raises Http404."""
    person = FocalPoint.objects.for_pages().filter(pk=number, declined_at=None).first()
    if person is None or not may_be_person(request.user, person):
        raise Http404("not theirs")
    return person


def facts(request, number):
    """What stands there of oneself."""
    person = find_own(request, number)
    form = FactsForm(request.POST if request.method == "POST" else None, person=person)
    if form.is_valid():
        said = form.written()
        if person.confirmed_at is None:
            said.pop("is_public")
        person.change(by=request.user, **said)
        person.say_true(by=request.user)
        messages.success(request, _("Kept, and noted as true today."))
        return redirect("focalpoints:mine")
    page = {"form": form, "person": person}
    return render(request, "focalpoints/facts.html", page, status=422 if form.is_bound else 200)


@require_POST
def true(request, number):
    """All is true: asked again in half a year."""
    find_own(request, number).say_true(by=request.user)
    messages.success(request, _("Thank you. We ask again in half a year."))
    return redirect("focalpoints:mine")


def _facts(person, day) -> tuple[list, bool]:
    """Three facts of their place or country; of the whole where theirs are too small to tell."""
    land = (person.countries or person.office.serves or [""])[0]
    found = kit.facts_of(person.scope_path, land, day)
    return (found, False) if found else (kit.facts_of("", "", day), True)


def _papers(person, day) -> list:
    """This month's flyer first: the one that all hand out, else one about their topics, another each month."""
    found = kit.papers(list(person.topics), get_language())
    monthly = Monthly.objects.of(day)
    asked = [paper for paper in found if monthly and paper.key == monthly.flyer]
    own = [paper for paper in found if paper.topic in person.topics] or found
    turn = (day.year * 12 + day.month) % len(own) if own else 0
    first = asked or own[turn : turn + 1]
    return first + [paper for paper in own if paper not in first][:3]
