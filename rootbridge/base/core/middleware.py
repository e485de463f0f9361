"""What each request passes: compression, headers, harmless input, language, bearings, parts."""

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404
from django.middleware.gzip import GZipMiddleware
from django.middleware.locale import LocaleMiddleware
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject

from . import bearings, parts

CACHE_MARK = "X-Rootbridge-Cache"
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'; "
    "worker-src 'self'"
)
EDITOR_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; form-action 'self'; frame-src 'self'; "
    "base-uri 'self'; frame-ancestors 'self'"
)
EDITOR = "/manage/content/"


class CompressionMiddleware(GZipMiddleware):
    """Compresses what is not going into the page cache, which compresses once for all its readers."""

    def process_response(self, request, response):
        if response.has_header(CACHE_MARK):
            return response
        return super().process_response(request, response)


class HeadersMiddleware:
    """Security headers on everything, and who may keep a copy of the answer."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        in_editor = request.path_info.startswith(EDITOR)
        response.headers.setdefault("Content-Security-Policy", EDITOR_POLICY if in_editor else CONTENT_POLICY)
        if in_editor:
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
        else:
            response.headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()")
        if "Cache-Control" not in response.headers:
            self._say_who_keeps(request, response)
        return response

    def _say_who_keeps(self, request, response):
        if is_for_everyone(request, response):
            response.headers[CACHE_MARK] = "page"
            response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
            patch_vary_headers(response, ["Cookie"])
        else:
            response.headers["Cache-Control"] = "private, no-store"


def is_for_everyone(request, response) -> bool:
    """May any visitor with the same address and bearings get these very bytes?"""
    return (
        request.method in {"GET", "HEAD"}
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
    )


class InputMiddleware:
    """A NUL byte in an address is refused with a plain answer before anything reads it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("a NUL byte in the address")
        return self.get_response(request)


class LanguageMiddleware(LocaleMiddleware):
    """The language stands in the address; without one, the best of the browser's."""


class BearingsMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.bearings = SimpleLazyObject(lambda: bearings.bearings_of(request))
        return self.get_response(request)


class PartsMiddleware:
    """Pages of a part that is switched off are not here."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        module = getattr(view_func, "__module__", "")
        if module.startswith("rootbridge.") and not parts.is_on(module.split(".")[2]):
            raise Http404("this part is switched off")
