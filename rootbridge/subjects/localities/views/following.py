"""Following a place: beginning, one's own list, and the link in each letter that stops it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from rootbridge.base.core.access import public

from ..addresses import url_of
from ..models import Following, TooMany
from ..permissions import may_follow_place
from .reading import place_at


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request, slug):
    """Say what following means, then begin or stop it."""
    place = place_at(slug)
    if not may_follow_place(request.user):
        raise Http404("nobody is signed in")
    found = Following.objects.visible_to(request.user).filter(place=place).first()
    if request.method == "POST":
        if request.POST.get("step") == "stop":
            found.stop() if found else None
            messages.success(request, _("You follow this place no more."))
            return redirect("localities:follow", slug)
        try:
            Following.begin(request.user, place)
        except TooMany:
            messages.warning(request, _("You follow thirty places already. Let one go first."))
            return redirect("localities:mine")
        messages.success(request, _("You follow this place now. What is new comes once a week."))
        return redirect(url_of(place))
    return render(request, "localities/follow.html", {"place": place, "following": found, "slug": slug})


@require_http_methods(["GET", "HEAD", "POST"])
def mine(request):
    """The places that I follow."""
    rows = Following.objects.visible_to(request.user).select_related("place__parent").order_by("since", "pk")
    if request.method == "POST":
        number = request.POST.get("stop", "")
        found = rows.filter(pk=int(number[:18])).first() if number.isdecimal() else None
        if found:
            found.stop()
            messages.success(request, _("You follow this place no more."))
        return redirect("localities:mine")
    return render(request, "localities/mine.html", {"rows": [(one, url_of(one.place)) for one in rows]})


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request, token):
    """From the link of a letter, without signing in. Said twice, it says the same."""
    found = Following.objects.filter(token=token).select_related("place", "member").first()
    if request.method == "POST":
        if found:
            found.stop()
        return render(request, "localities/stopped.html", {"is_done": True})
    return render(request, "localities/stopped.html", {"following": found, "is_done": found is None})
