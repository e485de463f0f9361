"""A yes or a no, and what was missing. Nobody signs in, nothing is remembered of who."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from rootbridge.base.core.access import public
from rootbridge.people.members.limits import TooMany, count, network_of

from .forms import RemarkForm
from .models import Remark, Tally, Verdict
from .registry import judgeables

# A network speaks so often about one thing a day; what is more is thanked for and not counted.
RATES = {"judge": "5/1d/key", "remark": "5/1d/key"}


@public
@require_POST
def judge(request):
    """Count a yes or a no and go back to the page; after a "not quite" ask one question more."""
    judgeable, thing = _find(request.POST.get("kind", ""), request.POST.get("number", ""))
    verdict = request.POST.get("verdict", "")
    if verdict not in Verdict.values:
        raise Http404("neither yes nor no")
    if _counts(request, "judge", judgeable, thing):
        Tally.add(judgeable.key, thing.pk, language=get_language(), verdict=verdict)
    if verdict == Verdict.NO:
        return redirect("feedback:remark", judgeable.key, thing.pk)
    return redirect(judgeable.url(thing) + "?thanks=yes#useful")


@public
@require_http_methods(["GET", "HEAD", "POST"])
def remark(request, kind, number):
    """The one question more."""
    judgeable, thing = _find(kind, number)
    form = RemarkForm(request.POST or None)
    if form.is_valid():
        if _counts(request, "remark", judgeable, thing):
            Remark.say(judgeable.key, thing.pk, language=get_language(), words=form.cleaned_data["words"])
        return redirect(judgeable.url(thing) + "?thanks=words#useful")
    page = {"form": form, "title": judgeable.title(thing), "back": judgeable.url(thing)}
    return render(request, "feedback/remark.html", page, status=422 if form.is_bound else 200)


def _find(kind, number):
    judgeable = judgeables.get(kind)
    thing = judgeable.find(int(number)) if judgeable and str(number).isdecimal() and len(str(number)) < 18 else None
    if thing is None:
        raise Http404("nothing to judge")
    return judgeable, thing


def _counts(request, action, judgeable, thing) -> bool:
    try:
        count(request, "feedback", RATES, **{action: (action, judgeable.key, str(thing.pk), network_of(request))})
    except TooMany:
        return False
    return True
