"""Keeping a page: ten minutes a month, one question a screen; what was said from below; one tap for what is true."""

import re

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rootbridge.people.members.access import staff_only

from ..actions import decide
from ..addresses import slug_of, url_of
from ..forms import DecisionForm, EntryForm, EstimateForm, LeadForm
from ..keepers import as_what
from ..models import Caretaker, Contribution, Entry, Kind, MovedOn, Outcome, Page, Round
from ..permissions import may_decide_contribution, may_keep_page, may_name_caretaker
from ..questions import look_at
from ..showing import sections_of, show
from .reading import place_at

# A key of a question of the month.
KEY = re.compile(r"[a-z]+(-[a-z0-9]+)*", re.ASCII)


@staff_only
@require_safe
def keep(request, slug):
    """Where a page stands: this month's look, what waits, everything on it."""
    place = kept_place(request, slug)
    today, page = timezone.localdate(), Page.of(place)
    waiting = Contribution.objects.waiting().standing().at(place).for_desk().order_by("due_on", "pk")
    caretaker = Caretaker.objects.standing().filter(place=place).select_related("organisation").first()
    removed = Entry.objects.at(place).filter(removed_at__isnull=False).order_by("-removed_at")[:10]
    return render(request, "localities/manage/keep.html", {
        "place": place, "slug": slug, "page": page, "look": month_of(request, place), "waiting": waiting,
        "sections": sections_of(place, today), "state": page.state(today), "today": today, "kinds": list(Kind),
        "page_url": url_of(place), "removed": removed, "caretaker": caretaker,
        "may_name": may_name_caretaker(request.user, place),
    })  # fmt: skip


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def month(request, slug):
    """One question a screen, until three are answered."""
    place = kept_place(request, slug)
    if request.method == "POST":
        key = request.POST.get("key", "")
        if key in {one.key for one in month_of(request, place).open}:
            return answered(request, place, key)
        return redirect("manage_localities:month", slug)
    look = month_of(request, place)
    look = look.all_of_it() if goes_on(request) == "more" else look
    question = look.next
    page = {"place": place, "slug": slug, "look": look, "question": question, "page_url": url_of(place),
            "back": goes_on(request) or "month"}  # fmt: skip
    if question and question.entry:
        page["shown"] = show(question.entry, timezone.localdate())
    if question and question.kind == "decide":
        page["form"] = DecisionForm()
    if question and question.kind == "fill":
        page |= _filling(place, question)
    return render(request, "localities/manage/month.html", page)


def _filling(place, question) -> dict:
    """The form of what is missing, and where it is sent."""
    language, slug = get_language(), slug_of(place)
    if question.fill in ("lead", "estimate"):
        page, name = Page.of(place), question.fill
        form = (LeadForm(initial=LeadForm.initial_of(page, language)) if name == "lead" else
                EstimateForm(initial=EstimateForm.initial_of(page, language), language=language))  # fmt: skip
        return {"form": form, "action": reverse(f"manage_localities:{name}", args=[slug])}
    if question.fill in Kind.values:
        form = EntryForm(kind=question.fill, initial={"language": language, "currency": "MDL"})
        return {"form": form, "action": reverse("manage_localities:new", args=[slug, question.fill])}
    return {}


@staff_only
@require_POST
def step(request, slug, number):
    """One tap: still true, taken off, put back."""
    place = kept_place(request, slug)
    entry = get_object_or_404(Entry.objects.at(place), pk=number)
    wanted, who = request.POST.get("step", ""), {"by": request.user, "as_what": as_what(request.user, place)}
    if wanted == "still" and entry.removed_at is None:
        entry.confirm(**who)
        messages.success(request, _("Noted: true today."))
    elif wanted == "remove":
        entry.remove(**who)
        messages.success(request, _("It is off the page. You can put it back."))
    elif wanted == "back":
        entry.put_back(**who)
        messages.success(request, _("It stands on the page again."))
    return onward(request, place, f"entry-{entry.pk}")


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def contribution(request, slug, number):
    """What somebody said, and the authority's word on it."""
    place = kept_place(request, slug)
    found = get_object_or_404(Contribution.objects.standing().at(place).for_desk(), pk=number)
    form = DecisionForm(request.POST or None)
    may_decide = found.is_waiting and may_decide_contribution(request.user, found)
    if request.method == "POST":
        if found.is_waiting and not may_decide:
            raise PermissionDenied("somebody else must look")
        if not found.is_waiting:
            return _sooner(request, slug, found)
        if form.is_valid():
            return _decided(request, place, found, form.cleaned_data)
    shown = show(found.entry, timezone.localdate())
    return render(request, "localities/manage/said.html", {
        "place": place, "slug": slug, "said": found, "shown": shown, "form": form, "may_decide": may_decide,
        "today": timezone.localdate(),
    }, status=422 if form.errors else 200)  # fmt: skip


def _decided(request, place, found, answer):
    if answer["outcome"] == Outcome.CORRECTED:
        address = reverse("manage_localities:entry", args=[slug_of(place), found.entry_id])
        back = f"&back={goes_on(request)}" if goes_on(request) else ""
        return redirect(f"{address}?said={found.pk}{back}")
    try:
        decide(found, by=request.user, as_what=as_what(request.user, place), **answer)
    except MovedOn:
        return _sooner(request, slug_of(place), found)
    messages.success(request, _("Done. Who said it hears of it."))
    return onward(request, place, f"said-{found.pk}")


def _sooner(request, slug, found):
    messages.warning(request, _("Somebody decided before you. Nothing of yours was written."))
    return redirect("manage_localities:contribution", slug, found.pk)


def month_of(request, place):
    return look_at(place, timezone.localdate(), lambda one: may_decide_contribution(request.user, one))


def onward(request, place, key):
    """Back to where it was asked: the month's look, noted as answered, or the page of the keeper."""
    if goes_on(request):
        said = request.POST.get("key", "")
        return answered(request, place, said if KEY.fullmatch(said) else key)
    return redirect("manage_localities:keep", slug_of(place))


def goes_on(request) -> str:
    """Is this one question of several? ``month``: of the month's look, ``more``: of all that a whole page has."""
    said = request.POST.get("back") or request.GET.get("back", "")
    return said if said in ("month", "more") else ""


def answered(request, place, key):
    """Note it and ask the next."""
    Round.answer(place, key[:24], by=request.user, as_what=as_what(request.user, place))
    more = "?back=more" if goes_on(request) == "more" else ""
    return redirect(reverse("manage_localities:month", args=[slug_of(place)]) + more)


def kept_place(request, slug):
    """The place of a page that this person keeps; for others it is not here."""
    place = place_at(slug)
    if not may_keep_page(request.user, place):
        raise Http404("not one's own")
    return place
