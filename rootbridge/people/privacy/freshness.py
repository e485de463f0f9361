"""When somebody last showed, in this very session, that it is them; what matters asks for it once more."""

import time
from collections.abc import Collection
from functools import wraps
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpResponseRedirect

FRESH = 15 * 60  # seconds


def was_shown(request, *, within: float, methods: Collection[str] = ()) -> bool:
    """Did they show it in this session within so many seconds, by one of the methods ("code", "mfa"), if any are
    named?"""
    since = time.time() - within
    known = get_authentication_records(request, request.user)
    return any(one["at"] > since for one in known if not methods or one["method"] in methods)


def is_fresh(request) -> bool:
    return was_shown(request, within=FRESH)


def fresh_only(view):
    """Asks once more who it is when the sign-in is a quarter of an hour old, then leads to the page by a GET: nothing
    that was pressed before happens by itself."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if is_fresh(request):
            return view(request, *args, **kwargs)
        way = get_adapter(request).get_reauthentication_methods(request.user)[0]["url"]
        return HttpResponseRedirect(f"{way}?{urlencode({'next': request.get_full_path()})}")

    return guarded
