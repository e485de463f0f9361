"""The centre and the regions: which pages are kept, which sleep; naming a caretaker."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rootbridge.base.core.sheets import sheet_of
from rootbridge.people.members.access import staff_only
from rootbridge.people.organisations.models import Organisation

from ..actions import tell_caretakers
from ..forms import AppointmentForm
from ..models import Caretaker, NotAsleep, Page, PageState
from ..overview import counts_of, pages_of, regions_of, row_of
from ..permissions import may_name_caretaker, may_oversee_pages
from .reading import place_at

PAGE = 50
# Kinds of organisations that people come together in.
TOGETHER = ("association", "hometown_association", "initiative_group")


@staff_only
@require_safe
def pages(request):
    """Every page that somebody keeps or oversees, by region and state; what waits first, then what sleeps longest."""
    _let_in(request.user)
    asked = _asked(request.GET)
    today = timezone.localdate()
    page = Paginator(pages_of(request.user, **asked), PAGE).get_page(request.GET.get("page"))
    counts = counts_of(request.user, today)
    tabs = [{"title": _("All"), "href": _link(asked, state=""), "count": sum(counts.values()),
             "is_current": not asked["state"]}]  # fmt: skip
    tabs += [{"title": state.label, "href": _link(asked, state=state.value), "count": counts[state],
              "is_current": asked["state"] == state} for state in PageState]  # fmt: skip
    return render(request, "localities/manage/list.html", {
        "page": page, "rows": [row_of(place, today) for place in page], "tabs": tabs, "asked": asked,
        "regions": regions_of(request.user), "before": _link(asked) + "&page=", "query": _link(asked),
    })  # fmt: skip


@staff_only
@require_safe
def sheet(request):
    """The same as a sheet."""
    _let_in(request.user)
    today = timezone.localdate()
    rows = [[_("Code"), _("Place"), _("District"), _("State"), _("Last kept"), _("Entries"), _("Check overdue"),
             _("Waiting"), _("Caretaker"), _("Followers")]]  # fmt: skip
    for place in pages_of(request.user, **_asked(request.GET)):
        row = row_of(place, today)
        rows.append([place.code, place.name(get_language()), row.region, str(row.state.label),
                     row.kept_on.isoformat() if row.kept_on else "", row.entries, row.stale, row.waiting,
                     row.caretaker, row.followers])  # fmt: skip
    response = HttpResponse(sheet_of(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="places-{today}.csv"'
    return response


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def caretaker(request, slug):
    """Hand a sleeping page to an association for a time, or end that."""
    place = place_at(slug)
    if not may_name_caretaker(request.user, place):
        raise Http404("not for this place")
    standing = Caretaker.objects.standing().filter(place=place).select_related("organisation", "place").first()
    if request.method == "POST" and "end" in request.POST:
        if standing:
            standing.end(by=request.user)
            messages.success(request, _("The association looks after the page no more."))
        return redirect("manage_localities:keep", slug)
    form = AppointmentForm(request.POST or None, organisations=_near(place))
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            made = Caretaker.appoint(place, said["organisation"], by=request.user, until=said["until"])
        except NotAsleep:
            form.add_error(None, _("This page is kept, or has a caretaker already. Nothing was changed."))
        else:
            tell_caretakers(made)
            messages.success(request, _("Named. The association is told."))
            return redirect("manage_localities:keep", slug)
    state = Page.of(place).state(timezone.localdate())
    return render(request, "localities/manage/caretaker.html", {
        "place": place, "slug": slug, "form": form, "caretaker": standing,
        "is_asleep": state in (PageState.ASLEEP, PageState.NEVER), "state": state,
    }, status=422 if form.is_bound else 200)  # fmt: skip


def _near(place):
    """Associations that work for the place, for what it lies in or for what lies in it."""
    codes = place.path.rstrip("/").split("/")[1:]
    near = Q(place__code__in=codes) | Q(place__path__startswith=place.path)
    return Organisation.objects.listed().filter(near, kind__in=TOGETHER).order_by("slug")


def _let_in(user) -> None:
    if not may_oversee_pages(user):
        raise Http404("no page to keep")


def _asked(query) -> dict[str, str]:
    state, region = query.get("state", ""), query.get("region", "")[:60]
    return {"state": state if state in PageState.values else "",
            "region": region if region.isascii() and region.replace("-", "").isalnum() else ""}  # fmt: skip


def _link(asked, **more) -> str:
    return "?" + urlencode(asked | more)
