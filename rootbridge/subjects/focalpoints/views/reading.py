"""The directory, one office, one person, the check of a code, and where nobody answers yet: for everybody."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from markupsafe import Markup

from rootbridge.base.core.access import public
from rootbridge.base.design.code import code_svg
from rootbridge.base.design.jinja import absolute, render_block
from rootbridge.people.members.limits import TooMany, count, network_of
from rootbridge.people.offices.models import FocalPoint, Office

from ..coverage import coverage_on
from ..drawing import ask_url, people_of, shown, successors
from ..forms.codes import CheckForm
from ..listing import ROWS, DirectoryForm

# Codes that one network may look up in an hour.
RATES = {"check": "40/1h/key"}


@public
@require_safe
def offices(request):
    """Every office, by kind, or those asked for."""
    now, form = timezone.now(), DirectoryForm(request.GET)
    page = Paginator(form.found(timezone.localdate()), ROWS).get_page(request.GET.get("page"))
    said = {name: value for name, value in form.initial.items() if value}
    context = {
        "form": form, "page": page, "before": "?" + urlencode({**said, "page": ""}),
        "rows": [shown(office, request.bearings.living, now) for office in page],
    }  # fmt: skip
    if request.htmx and request.htmx.target == "found":
        return HttpResponse(render_block(request, "focalpoints/list.html", "found", context))
    return render(request, "focalpoints/list.html", context)


@public
@require_safe
def office(request, slug):
    """One office: hours, ways to reach it, who answers there, and a way to write to it."""
    found = get_object_or_404(Office.objects.select_related("place"), slug=slug)
    now, day = timezone.now(), timezone.localdate()
    return render(request, "focalpoints/office.html", {
        "office": found, "counter": shown(found, request.bearings.living, now), "people": people_of(found, day),
        "successors": successors(found, day),
    })  # fmt: skip


@public
@require_safe
def person(request, slug):
    """The badge: this person answers for this office, confirmed on this day. Only this page says so."""
    day = timezone.localdate()
    found = FocalPoint.objects.public_on(day).for_pages().filter(slug=slug).first()
    if found is None:
        raise Http404("nobody of ours")
    other = found.standing_in(day)
    square = Markup(code_svg(absolute(reverse("focalpoints:person", args=[found.slug]))))
    page = {
        "person": found, "square": square, "stand_in": other if other != found else None,
        "write_url": ask_url(found.office, found),
        "counter": shown(found.office, request.bearings.living, timezone.now(), found.hours or None),
    }  # fmt: skip
    return render(request, "focalpoints/person.html", page)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def check(request):
    """Type a code: is this person really ours? What is found is their page; nothing else is told."""
    form = CheckForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            count(request, "focalpoints", RATES, check=("check", network_of(request)))
        except TooMany:
            form.add_error("code", _("Many codes were typed from here. Wait an hour, then try again."))
        else:
            code = form.cleaned_data["code"]
            found = FocalPoint.objects.public_on(timezone.localdate()).filter(code=code).first()
            if found:
                return redirect("focalpoints:person", found.slug)
            form.add_error(
                "code", _("No person of ours has this code. Do not trust who showed it to you, and tell us.")
            )
    return render(request, "focalpoints/check.html", {"form": form}, status=422 if form.is_bound else 200)


@public
@require_safe
def coverage(request):
    """Where somebody answers and where nobody does yet."""
    return render(request, "focalpoints/coverage.html", {"coverage": coverage_on(timezone.localdate())})
