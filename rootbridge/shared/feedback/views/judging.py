"""A yes or a no, and what was missing. Nobody signs in, nothing is remembered of who."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rootbridge.base.core.access import public
from rootbridge.people.members.limits import TooMany, count, network_of

from .. import pages
from ..forms import RemarkForm
from ..models import Remark, Tally, Verdict
from ..registry import judgeables

# A network speaks so often about one thing a day; what is more is thanked for and not counted.
RATES = {"judge": "5/1d/key", "remark": "5/1d/key"}


@public
@require_POST
def judge(request):
    """Count a yes or a no and go back to the page; after a "not quite" ask one question more."""
    judgeable, thing = _find(request.POST.get("kind", ""), request.POST.get("number", ""))
    verdict = _verdict(request)
    if _counts(request, "judge", judgeable.key, thing.pk):
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
        if _counts(request, "remark", judgeable.key, thing.pk):
            Remark.say(judgeable.key, thing.pk, language=get_language(), **form.cleaned_data)
        return redirect(judgeable.url(thing) + "?thanks=words#useful")
    page = {"form": form, "title": judgeable.title(thing), "back": judgeable.url(thing)}
    return render(request, "feedback/remark.html", page, status=422 if form.is_bound else 200)


@public
@require_POST
def judge_page(request):
    """The same about a page that is no thing: counted by the name of its view, whatever its address."""
    path, match = _page(request.POST.get("path", ""))
    verdict = _verdict(request)
    if _counts(request, "judge", pages.kind_of(match), 0):
        Tally.add(pages.kind_of(match), 0, language=get_language(), verdict=verdict)
    name = "feedback:remark_page" if verdict == Verdict.NO else "feedback:thanks"
    return redirect(_with(name, path))


@public
@require_http_methods(["GET", "HEAD", "POST"])
def remark_page(request):
    path, match = _page(request.GET.get("page", ""))
    form = RemarkForm(request.POST or None)
    if form.is_valid():
        if _counts(request, "remark", pages.kind_of(match), 0):
            Remark.say(pages.kind_of(match), 0, language=get_language(), path=path, **form.cleaned_data)
        return redirect(_with("feedback:thanks", path))
    known = {"form": form, "title": path, "back": path}
    return render(request, "feedback/remark.html", known, status=422 if form.is_bound else 200)


@public
@require_safe
def thanks(request):
    path, _match = _page(request.GET.get("page", ""))
    return render(request, "feedback/thanks.html", {"back": path})


def _page(path):
    match = pages.public_match(path)
    if match is None:
        raise Http404("no page of ours")
    return path, match


def _with(name, path) -> str:
    return f"{reverse(name)}?{urlencode({'page': path})}"


def _verdict(request) -> str:
    verdict = request.POST.get("verdict", "")
    if verdict not in Verdict.values:
        raise Http404("neither yes nor no")
    return verdict


def _find(kind, number):
    judgeable = judgeables.get(kind)
    thing = judgeable.find(int(number)) if judgeable and str(number).isdecimal() and len(str(number)) < 18 else None
    if thing is None:
        raise Http404("nothing to judge")
    return judgeable, thing


def _counts(request, action, kind, number) -> bool:
    try:
        count(request, "feedback", RATES, **{action: (action, kind, str(number), network_of(request))})
    except TooMany:
        return False
    return True
