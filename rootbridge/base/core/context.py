"""What every Jinja2 page knows without being told: the reader, their bearings, the deck, the menus."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.messages import get_messages
from django.utils.functional import SimpleLazyObject

from .registry import Registry


@dataclass(frozen=True)
class Provider:
    """A name that every page knows, and the function of the request that finds it when the page asks."""

    name: str
    find: object
    part: str = ""
    order: int = 0


providers: Registry[Provider] = Registry("page context")


def provide(name: str, find, part: str = "") -> Provider:
    """Register a name for every page; ``find(request)`` runs only when the page uses the name."""
    return providers.add(name, Provider(name, find, part))


def said(request) -> list:
    """Django's messages, read where the page shows them; the session of a visitor is not touched."""
    return list(get_messages(request)) if settings.SESSION_COOKIE_NAME in request.COOKIES else []


def page(request) -> dict:
    known = {"user": request.user, "bearings": getattr(request, "bearings", None)}
    known["messages"] = SimpleLazyObject(lambda: said(request))
    for provider in providers:
        known[provider.name] = SimpleLazyObject(lambda find=provider.find: find(request))
    return known
