"""The switch of every part."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from rootbridge.base.core import parts
from rootbridge.people.members.access import staff_only

from .. import actions
from ..permissions import may_switch_parts


@staff_only
@require_safe
def every(request):
    """Each part, whether it is on, and its switch."""
    _ask(request.user)
    rows = [(part, parts.is_on(part.label), part.label in settings.ROOTBRIDGE_PARTS_OFF) for part in parts.every()]
    return render(request, "administration/parts.html", {"rows": rows})


@staff_only
@require_POST
def switch(request, label):
    """``on`` is 1 or 0. A part that the settings keep off stays off."""
    _ask(request.user)
    part = next((part for part in parts.every() if part.label == label), None)
    if part is None or request.POST.get("on") not in ("0", "1"):
        raise Http404("no such part")
    is_on = request.POST["on"] == "1"
    actions.switch_part(label, is_on=is_on, by=request.user)
    said = gettext("%(part)s is on.") if is_on else gettext("%(part)s is off. Its data stays.")
    messages.success(request, said % {"part": part.title})
    return HttpResponseRedirect(reverse("administration:parts"))


def _ask(user):
    if not may_switch_parts(user):
        raise Http404("not one's own to switch")
