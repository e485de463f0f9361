"""Opening private data of a member: asked for with a reason, open for thirty minutes, shown to its owner."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rootbridge.people.members.access import staff_only

from .. import actions, looking
from ..forms.looks import LookForm
from ..permissions import may_look, may_read_records

LATEST = 20


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request):
    """By the exact e-mail address and a reason. Nobody browses members."""
    if not may_look(request.user):
        raise Http404("no data to open")
    form = LookForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        known = form.cleaned_data
        try:
            look = actions.open_data(request.user, known["email"], reason=known["reason"], keys=known["keys"])
        except looking.Nobody:
            form.add_error("email", gettext("Nobody whose data you may open has this address. Ask how it is written."))
        except looking.TooMany:
            form.add_error(None, gettext("You opened data many times in the last hour. Wait a little."))
            status = 429
        else:
            return HttpResponseRedirect(reverse("administration:opened", args=[look.pk]))
    latest = looking.own(request.user).order_by("-at")[:LATEST]
    known = {
        "form": form, "latest": latest, "now": timezone.now(), "may_read_records": may_read_records(request.user),
    }  # fmt: skip
    return render(request, "administration/look.html", known, status=status)


@staff_only
@require_safe
def opened(request, number):
    """The data, while the look lasts; only for whoever opened it."""
    look = get_object_or_404(looking.own(request.user), pk=number)
    is_open = looking.is_open(look, timezone.now())
    kinds = looking.data_of(look) if is_open else []
    return render(request, "administration/opened.html", {"look": look, "is_open": is_open, "kinds": kinds})


@staff_only
@require_POST
def end(request, number):
    look = get_object_or_404(looking.own(request.user), pk=number)
    looking.end(look, by=request.user)
    messages.success(request, gettext("Closed. The member sees how long it was open."))
    return HttpResponseRedirect(reverse("administration:look"))
