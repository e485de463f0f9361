"""The steps of a profile: each page asks, keeps, and leads on to the next or back to the profile."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods

from rootbridge.base.design.jinja import render_block
from rootbridge.people.privacy.opening import Opening

from .. import homes
from ..forms.ability import AbilityForm, WordsForm
from ..forms.about import AboutForm, GivingForm, NameForm
from ..forms.home import HomeForm
from ..forms.living import LivingForm
from ..models import Ability
from ..steps import BY_KEY, PURPOSES, SKILLS, STEPS, after, before, number_of

HOME_PARTS = {"found", "lists"}  # blocks of the page that are drawn alone while somebody types or picks
FORMS = {"living": LivingForm, "giving": GivingForm, "about": AboutForm, "name": NameForm}


@require_http_methods(["GET", "HEAD", "POST"])
def step(request, step):
    """One step, by its key."""
    if step not in BY_KEY:
        raise Http404("no such step")
    show = {"home": _home, "abilities": _abilities}.get(step, _plain)
    return show(request, BY_KEY[step])


@require_http_methods(["GET", "HEAD", "POST"])
def ability(request, pk):
    """One thing the member can do: which occupation it is, which skills go with it."""
    own = get_object_or_404(Ability.objects.visible_to(request.user).select_related("member", "occupation"), pk=pk)
    here = SKILLS
    form = AbilityForm(request.POST or None, ability=own)
    if request.method != "POST":
        return _page(request, here, {"form": form, "ability": own}, template="members/ability.html")
    if not form.is_valid():
        return _page(request, here, {"form": form, "ability": own}, template="members/ability.html", status=422)
    asks_again = form.save()
    Opening(request.user).take(request.POST, here.opens, by=request.user)
    return HttpResponseRedirect(_with_back(request, request.path if asks_again else here.url))


def _plain(request, here):
    form = FORMS[here.key](request.POST if request.method == "POST" else None, member=request.user)
    if request.method == "POST" and form.is_valid():
        return _keep(request, here, form)
    return _page(request, here, {"form": form}, status=422 if form.is_bound else 200)


def _home(request, here):
    """Find by typing, or pick from three lists; the two buttons beside them only show, the third keeps."""
    all_homes = homes.home_countries(get_language())
    if request.method == "POST" and not {"find", "show"} & set(request.POST):
        form = HomeForm(request.POST, member=request.user, homes=all_homes)
        if form.is_valid():
            return _keep(request, here, form)
        return _page(request, here, {"form": form, **form.shown}, status=422)
    form = HomeForm(None, member=request.user, homes=all_homes)
    said = request.POST or request.GET
    form.look(said)
    if request.htmx and said.get("part") in HOME_PARTS:
        known = {"form": form, "step": here, **form.shown}
        return HttpResponse(render_block(request, "members/step_home.html", said["part"], known))
    return _page(request, here, {"form": form, **form.shown})


def _abilities(request, here):
    if request.method == "POST" and "drop" in request.POST:
        number = request.POST["drop"]
        own = Ability.objects.visible_to(request.user).filter(pk=number if number.isdecimal() else 0).first()
        if own:
            own.drop(by=request.user)
        return HttpResponseRedirect(_with_back(request, here.url))
    form = WordsForm(request.POST if request.method == "POST" else None, member=request.user)
    if request.method == "POST" and form.is_valid():
        Opening(request.user).take(request.POST, here.opens, by=request.user)
        said = form.save()
        onward = reverse("members:ability", kwargs={"pk": said.pk}) if said else None
        return HttpResponseRedirect(_with_back(request, onward) if onward else _onward(request, here))
    own = Ability.objects.visible_to(request.user).select_related("occupation").order_by("id")
    return _page(request, here, {"form": form, "own": own, "names": _names(own)}, status=422 if form.is_bound else 200)


def _names(own) -> dict[int, str]:
    """The names of the occupations that were recognised."""
    meant = [one.occupation for one in own if one.occupation]
    return type(meant[0]).objects.filter(pk__in=[one.pk for one in meant]).names(get_language()) if meant else {}


def _keep(request, here, form):
    form.save()
    Opening(request.user).take(request.POST, here.opens, by=request.user)
    return HttpResponseRedirect(_onward(request, here))


def _page(request, here, known, *, template="", status=200):
    """The page of a step, with the ticks "who can see this" beside its fields."""
    came_back = request.POST if request.method == "POST" and status == 422 else None
    known |= {
        "step": here, "number": number_of(here), "total": len(STEPS), "previous": before(here),
        "skip_url": _onward(request, here), "is_change": _is_change(request),
        "why": _why(), "seen": Opening(request.user).beside_all(here.opens, came_back),
    }  # fmt: skip
    return render(request, template or f"members/step_{here.key}.html", known, status=status)


def _why() -> dict[str, str]:
    """{field: why it is asked}, as the models say."""
    return {key: gettext("Why we ask: %(purpose)s.") % {"purpose": why} for key, why in PURPOSES.items()}


def _is_change(request) -> bool:
    """Did they come from the profile to change this one thing?"""
    return (request.POST or request.GET).get("back") == "profile" or request.GET.get("back") == "profile"


def _with_back(request, url: str) -> str:
    return f"{url}?back=profile" if _is_change(request) else url


def _onward(request, here) -> str:
    """Where a step leads when it is done or skipped."""
    if _is_change(request) or not here.is_numbered:
        return reverse("members:profile")
    following = after(here)
    return following.url if following else reverse("home:own")
