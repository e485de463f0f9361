"""The machine that translates: what it was asked, how far it is, what is left of its month."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from rootbridge.people.members.access import staff_only

from ...models import Job, MachineMonth
from ..forms import MatrixForm
from ..matrix import LANGUAGES, address_of, chosen
from ..permissions import may_ask_machine
from .matrix import wordings_of

SHOWN, MOST_AT_ONCE = 50, 300


@staff_only
@require_safe
def machine(request):
    """What waits, what is done, what went wrong."""
    wordings_of(request.user)
    jobs = Job.objects.worked_on_by(request.user).select_related("wording", "by")
    return render(request, "translation/languages/machine.html", {
        "is_on": bool(settings.ROOTBRIDGE_TRANSLATE_URL), "budget": settings.ROOTBRIDGE_TRANSLATE_BUDGET,
        "spent": MachineMonth.spent(timezone.localdate()), "jobs": jobs.order_by("-at", "-pk")[:SHOWN],
        "waiting": jobs.waiting().count(), "may_ask": may_ask_machine(request.user),
        "is_published": settings.ROOTBRIDGE_TRANSLATE_PUBLISH, "address_of": address_of,
    })  # fmt: skip


@staff_only
@require_POST
def ask(request, number, language):
    """Ask for one text, all that is behind in it."""
    _ask(request.user)
    wording = get_object_or_404(wordings_of(request.user).public(), pk=number)
    if language not in LANGUAGES or language == wording.language:
        raise Http404("no such translation")
    Job.ask(wording, language, by=request.user)
    messages.success(request, gettext("Asked. The machine works through it; look again in a minute."))
    return HttpResponseRedirect(address_of(wording, language))


@staff_only
@require_POST
def many(request):
    """Ask for every text that fits what was chosen, in one language."""
    _ask(request.user)
    mine = wordings_of(request.user)
    asked = MatrixForm.read(request.POST, mine).initial
    if not asked["language"]:
        messages.error(request, gettext("Choose a language first."))
        return HttpResponseRedirect(reverse("manage_languages:matrix"))
    found = chosen(mine, asked).public().exclude(language=asked["language"]).order_by("pk")[:MOST_AT_ONCE]
    number = len([Job.ask(wording, asked["language"], by=request.user) for wording in found])
    words = ngettext("Asked for %(num)s text.", "Asked for %(num)s texts.", number)
    messages.success(request, words % {"num": number})
    return HttpResponseRedirect(reverse("manage_languages:machine"))


def _ask(user):
    if not settings.ROOTBRIDGE_TRANSLATE_URL or not may_ask_machine(user):
        raise Http404("no machine here")
