"""What every page knows from here: the deck, and where its fixed links lead."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from rootbridge.base.core import parts
from rootbridge.base.core.context import provide
from rootbridge.base.design.jinja import url

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
    links = [FootLink(_("Who sees my data"), url("home:about", key="data"))]
    links.append(FootLink(_("Accessibility"), url("home:about", key="accessibility")))
    links.append(FootLink(_("Feedback"), url("feedback:section")))
    links.append(FootLink(_("What is broken, tell us"), url("feedback:write") + "?category=problem"))
    if parts.is_on("safety"):
        links.append(FootLink(_("Report safely"), url("safety:front")))
    links.append(FootLink(_("Source code"), url("home:about", key="source")))
    return links


provide("deck", deck)
provide("foot_links", foot_links)
provide("help_url", lambda request: url("help:ask") if parts.is_on("help") else "")
provide("ask_url", lambda request: url("help:chat") if parts.is_on("help") else "")
provide("own_url", lambda request: url("home:own"))
provide("front_url", lambda request: url("home:front"))
provide("search_url", lambda request: url("search:results") if parts.is_on("search") else "")
