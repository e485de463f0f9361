"""What every page knows from here: the deck, and where its fixed links lead."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from rootbridge.base.core import parts
from rootbridge.base.core.context import provide

from .deck import deck_of


@dataclass(frozen=True)
class FootLink:
    title: str
    url: str


def deck(request):
    """The deck of a public page; the back office draws its own."""
    if request.path_info.startswith("/manage/"):
        return None
    user = request.user
    if user.is_authenticated:
        return deck_of(user.bearings, home=user.home, is_member=True)
    return deck_of(request.bearings)


def foot_links(request):
    links = [FootLink(_("Who sees my data"), reverse("home:about", args=["data"]))]
    links.append(FootLink(_("Accessibility"), reverse("home:about", args=["accessibility"])))
    if parts.is_on("help"):
        links.append(FootLink(_("What is broken, tell us"), reverse("help:ask")))
    links.append(FootLink(_("Source code"), reverse("home:about", args=["source"])))
    return links


provide("deck", deck)
provide("foot_links", foot_links)
provide("help_url", lambda request: reverse("help:ask") if parts.is_on("help") else "")
provide("own_url", lambda request: reverse("home:own"))
provide("front_url", lambda request: reverse("home:front"))
provide("search_url", lambda request: reverse("search:results") if parts.is_on("search") else "")
