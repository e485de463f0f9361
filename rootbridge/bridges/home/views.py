"""The front page of the platform, what a visitor says of themselves, and the member's own page."""

from django.conf import settings
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rootbridge.base.core import parts
from rootbridge.base.core.access import public
from rootbridge.base.core.bearings import COOKIE, COOKIE_AGE
from rootbridge.shared.translation.reading import languages_read_by
from rootbridge.subjects.services import own as services
from rootbridge.subjects.stories.listing import newest as newest_stories

from .forms import BearingsForm
from .front import needs_asking, often_asked, said_of, stages, what_came_of_it
from .own import own_page
from .words import about

GUIDES = 6


@public
@require_safe
def best_language(request):
    """``/``: on to the front page in the best language of the browser."""
    with translation.override(translation.get_language_from_request(request) or settings.LANGUAGE_CODE):
        response = HttpResponseRedirect(reverse("home:front"))
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Accept-Language"])
    return response


@public
@require_safe
def front(request):
    language, bearings = translation.get_language(), request.bearings
    has_guides, has_needs = parts.is_on("services"), parts.is_on("opportunities")
    read = languages_read_by(request.user)
    first, others = needs_asking(bearings, language)
    return render(
        request,
        "home/front.html",
        {
            "first": first,
            "others": others,
            "stages": stages(),
            "guides": services.guides_for(bearings, (), language, GUIDES, read) if has_guides else [],
            "guides_title": _("Guides for you") if bearings else _("Good to know"),
            "said": said_of(bearings),
            "change_url": reverse("members:profile" if request.user.is_authenticated else "home:bearings"),
            "guides_url": reverse("services:list") if has_guides else reverse("help:list"),
            "needs_url": reverse("opportunities:list") if has_needs else "",
            "register_url": reverse("associations:register") if parts.is_on("associations") else "",
            "often": services.often_asked(often_asked(), language, read=read) if has_guides else [],
            "stories": newest_stories(language, read) if parts.is_on("stories") else [],
            "figures": what_came_of_it() if parts.is_on("insights") else [],
        },
    )


@public
@require_http_methods(["GET", "HEAD", "POST"])
def bearings(request):
    """Where I live, at which stage, where home is: kept in a cookie of the visitor, or in the member's profile."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(reverse("members:step", args=["living"]))
    if "forget" in request.POST:
        response = HttpResponseRedirect(reverse("home:front"))
        response.delete_cookie(COOKIE, samesite="Lax")
        return response
    known = request.bearings
    initial = {"living": known.living, "stage": known.stage, "home": known.home}
    form = BearingsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        response = HttpResponseRedirect(reverse("home:front"))
        response.set_cookie(
            COOKIE,
            form.bearings().as_cookie(),
            max_age=COOKIE_AGE,
            samesite="Lax",
            secure=settings.SECURE,
            httponly=True,
        )
        return response
    return render(request, "home/bearings.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def own(request):
    every = request.GET.get("fitting") == "all"
    return render(request, "home/own.html", own_page(request.user, translation.get_language(), every=every))


@public
@require_safe
def about_page(request, key):
    """Who sees my data, accessibility, source code: what a visitor wants to know of the platform itself."""
    known = about(key)
    if known is None:
        raise Http404("no such page")
    title, paragraphs = known
    return render(request, "home/about.html", {"title": title, "paragraphs": paragraphs})
