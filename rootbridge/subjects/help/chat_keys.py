"""How a browser finds its talk again: a member by who they are, anybody else by a key in a cookie that ends with the
browser. The key opens one seat and nothing else; no other trace stays in the browser."""

import re
import secrets

from django.conf import settings

from rootbridge.people.members.limits import digest, network_of

from .models import Chat

COOKIE = "rb_chat"
ONCE = re.compile(r"[\w-]{22,64}", re.ASCII)


def new_once() -> str:
    """What a form carries, so that sent twice it begins one talk."""
    return secrets.token_urlsafe(24)


def key_from(once: str) -> str:
    """The key of the seat that a form makes: always the same for the same form."""
    return digest("help.chat", once if ONCE.fullmatch(once) else new_once())


def source_of(request) -> str:
    """Where somebody without an account comes from: a keyed digest of the network, "" where it is not known."""
    network = network_of(request)
    return digest("help.chat.source", network) if network and not request.user.pk else ""


def chat_of(request) -> Chat | None:
    """The reader's talk: the one that goes on, else the newest; None where there is none, or its words are gone."""
    if request.user.pk:
        mine = Chat.objects.mine(request.user).with_office().exclude(conversation=None)
        found = mine.going_on().first() or mine.order_by("-asked_at").first()
        if found:
            return found
    return Chat.of_key(request.COOKIES.get(COOKIE, "")[:128])


def remember(response, key: str):
    response.set_cookie(
        COOKIE, key, httponly=True, samesite="Strict", secure=settings.SECURE, path="/",
    )  # fmt: skip
    return response


def forget(response):
    response.delete_cookie(COOKIE, path="/", samesite="Strict")
    return response
