"""Writes come from our own pages or not at all, told by what the browser says of itself and not by a token.

So an anonymous page with a form is the same bytes for everyone. Sec-Fetch-Site is sent by every browser since
2023; older ones send Origin or Referer with a form. See the decision in docs/decisions.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


class SameOriginMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in SAFE_METHODS and not is_from_here(request):
            raise PermissionDenied("this form was sent from another site")
        request._dont_enforce_csrf_checks = True  # a library's csrf_protect has nothing left to ask
        return self.get_response(request)


def is_from_here(request) -> bool:
    """Does the request come from a page of this platform, or from the address bar?"""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    source = request.headers.get("Origin") or request.headers.get("Referer")
    if not source or source == "null":
        return False
    parts = urlsplit(source)
    return parts.netloc == request.get_host() and parts.scheme in _schemes(request)


def _schemes(request) -> set[str]:
    return {"https"} if settings.SECURE else {"http", "https", request.scheme}
