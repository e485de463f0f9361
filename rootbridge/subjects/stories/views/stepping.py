"""What a member does with a story in one press: sends it in, takes it back, off the pages, back on, throws it away."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rootbridge.people.members.limits import TooMany, count

from ..actions import send_story
from ..models import NotNow, Story
from .writing import find_mine

RATES = {"sent": "20/1d/key"}


@require_POST
def step(request, number):
    """Send in, take back, take off the pages, put back, throw a draft away."""
    story = find_mine(request, number)
    wanted = request.POST.get("step", "")
    try:
        done = STEPS.get(wanted, _nothing)(request, story)
    except NotNow:
        messages.info(request, _("That is not possible any more. Here is how your story stands now."))
        return redirect("stories:own", number)
    except TooMany:
        messages.warning(request, _("You sent many stories today. Send this one tomorrow: it is kept."))
        return redirect("stories:own", number)
    messages.success(request, done) if done else None
    return redirect("stories:own", number) if Story.objects.filter(pk=number).exists() else redirect("stories:mine")


def _send(request, story):
    count(request, "stories", RATES, sent=("sent", str(request.user.pk)))
    send_story(edition=story.latest, by=request.user)
    return _("Sent in. Who represents the place reads it, usually within five days, and you hear of it.")


def _take_back(request, story):
    story.latest.take_back(by=request.user)
    return _("It is yours again. Change it, and send it in when it is ready.")


def _withdraw(request, story):
    story.withdraw(by=request.user)
    return _("Nobody sees it any more. You can put it back at any time; its pictures are kept for half a year.")


def _bring_back(request, story):
    story.bring_back(by=request.user)
    return _("It stands on the pages again.")


def _throw_away(request, story):
    story.throw_away(by=request.user)
    return _("Thrown away.")


def _nothing(request, story):
    return ""


STEPS = {"send": _send, "take_back": _take_back, "withdraw": _withdraw, "bring_back": _bring_back,
         "throw_away": _throw_away}  # fmt: skip
