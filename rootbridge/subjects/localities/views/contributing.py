"""From below: members and associations tied to a place add something, or say that something is no longer so."""

import uuid

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rootbridge.base.files.models import PublicFile
from rootbridge.base.files.uploading import takes_files
from rootbridge.people.members.limits import TooMany, count
from rootbridge.people.organisations.models import Organisation

from ..actions import contribute, correct
from ..addresses import url_of
from ..forms import ContributionForm, CorrectionForm
from ..keepers import bodies_of
from ..models import ANSWER_DAYS, Entry, Kind
from ..permissions import may_contribute
from ..showing import show
from .reading import place_at

# What anybody tied to a place may add; priorities and documents of the plan are the authority's own.
OPEN = (Kind.NEWS, Kind.PICTURE, Kind.FACILITY, Kind.INVESTMENT)
RATES = {"said": "10/1d/key"}


@require_safe
def choose(request, slug):
    """What would you like to add?"""
    place = place_at(slug)
    words = {
        Kind.NEWS: _("What happened here lately"), Kind.PICTURE: _("How it looks today"),
        Kind.FACILITY: _("A school, a clinic, a market, an office"),
        Kind.INVESTMENT: _("Works paid with public money"),
    }  # fmt: skip
    choices = [(kind.value, kind.label, words[kind]) for kind in OPEN]
    return render(request, "localities/add.html", {
        "place": place, "slug": slug, "choices": choices, "is_tied": may_contribute(request.user, place),
        "back": url_of(place),
    })  # fmt: skip


@takes_files
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, slug, kind):
    """Something new. It stands on the page at once, marked as not yet confirmed."""
    place = place_at(slug)
    if kind not in OPEN:
        raise Http404("this is the authority's")
    if not may_contribute(request.user, place):
        return redirect("localities:add", slug)
    typed = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ContributionForm(*typed, kind=kind, organisations=spoken_for(request.user),
                            initial={"language": get_language(), "credit": request.user.name})  # fmt: skip
    if form.is_bound and form.is_valid() and within(request, form):
        said = form.cleaned_data
        file = PublicFile.keep(said["file"], by=request.user) if said.get("file") else None
        contribute(
            place=place, by=request.user, ticket=said["ticket"] or uuid.uuid4(),
            contribution_ticket=said["second"] or uuid.uuid4(), **form.who(), **form.works(), **form.values(file),
        )  # fmt: skip
        messages.success(request, thanks(place))
        return redirect(url_of(place))
    page = {"place": place, "slug": slug, "form": form, "kind": Kind(kind), "back": url_of(place)}
    return render(request, "localities/new.html", page, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def correction(request, slug, number):
    """Say that something on the page is no longer so."""
    place = place_at(slug)
    entry = get_object_or_404(Entry.objects.standing().at(place).for_pages(), pk=number)
    if not may_contribute(request.user, place):
        return redirect("localities:add", slug)
    form = CorrectionForm(request.POST or None, has_works=entry.kind == Kind.INVESTMENT,
                          organisations=spoken_for(request.user), initial={"credit": request.user.name})  # fmt: skip
    if form.is_bound and form.is_valid() and within(request, form):
        correct(entry, by=request.user, ticket=form.cleaned_data["ticket"] or uuid.uuid4(), **form.values())
        messages.success(request, thanks(place))
        return redirect(entry.get_absolute_url())
    shown = show(entry, timezone.localdate())
    page = {"place": place, "slug": slug, "form": form, "shown": shown, "back": url_of(place)}
    return render(request, "localities/correct.html", page, status=422 if form.is_bound else 200)


def thanks(place) -> str:
    words = _("Thank you. It stands on the page as not yet confirmed. %(place)s has %(days)s days to answer, and we "
              "tell you.")  # fmt: skip
    return words % {"place": place.name(get_language()), "days": ANSWER_DAYS}


def spoken_for(user):
    """The associations in whose name somebody may speak."""
    return Organisation.objects.listed().filter(pk__in=bodies_of(user)).order_by("pk")


def within(request, form) -> bool:
    """Counts what one member says in a day; over it, says so and keeps what was typed."""
    try:
        count(request, "localities", RATES, said=(str(request.user.pk),))
    except TooMany:
        form.add_error(None, _("You said ten things today. Send this one tomorrow: thank you for looking so closely."))
        return False
    return True
