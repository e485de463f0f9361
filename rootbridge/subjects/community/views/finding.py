"""Looking for people: the directory and one entry. Whatever is not there for a reader is the same page of nothing."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rootbridge.people.members.limits import TooMany
from rootbridge.shared.moderation.gate import let_report

from .. import places
from ..actions import report
from ..directory import Filters, entry_for, search
from ..forms.contact import ReasonForm
from ..forms.finding import SearchForm
from ..models import Harvest, Profile


@require_safe
def people(request):
    """Who lets themselves be found by this reader; no number of them is told."""
    filters = Filters.of(request.GET)
    found = search(request.user, filters, request.GET.get("after", ""))
    page = {
        "lists": lists_of(filters), "found": found, "filters": filters,
        "is_narrow": any(filters), "query": filters.query(),
        "is_first": not request.GET.get("after"),
    }  # fmt: skip
    return render(request, "community/people.html", page)


def lists_of(filters) -> str:
    """The lists to choose from, drawn once a language, with what is chosen marked."""
    drawn = places.known(
        "drawn", lambda: render_to_string("community/people_lists.html", {"form": SearchForm(auto_id="find-%s")})
    )
    for value in filter(None, filters):
        drawn = drawn.replace(f'<option value="{value}">', f'<option value="{value}" selected>', 1)
    return mark_safe(drawn)  # noqa: S308 - values are codes that the lists hold


@require_safe
def person(request, handle):
    """One entry, with the way to ask for contact."""
    if Harvest.is_full(request.user):
        return render(request, "community/enough.html", status=429)
    return render(request, "community/person.html", {"entry": find_entry(request.user, handle)})


@require_http_methods(["GET", "HEAD", "POST"])
def report_person(request, handle):
    """Two taps: what is wrong, and it is sent with what the reader saw."""
    entry = find_entry(request.user, handle)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    page = {"form": form, "title": entry.title, "back": entry.address}
    if not form.is_valid():
        return render(request, "community/report.html", page, status=422 if form.is_bound else 200)
    try:
        let_report(request)
    except TooMany:
        return render(request, "community/report.html", page | {"too_many": True}, status=429)
    profile = find_profile(request.user, handle)
    report("community.profile", profile, by=request.user, reason=form.cleaned_data["reason"], shown=entry.shown())
    messages.success(request, _("Sent, with what you saw. We tell you what we decide."))
    return HttpResponseRedirect(reverse("community:people"))


def find_entry(user, handle):
    """An entry that this reader finds. Raises Http404."""
    entry = entry_for(user, handle)
    if entry is None or not Harvest.spend(user, [entry.member_id]):
        raise Http404("nobody here")
    return entry


def find_profile(user, handle) -> Profile:
    """Raises Http404."""
    found = Profile.objects.visible_to(user).select_related("member").filter(handle=handle[:12]).first()
    if found is None:
        raise Http404("nobody here")
    return found
