"""The front page of the platform and the member's own page."""

from django.conf import settings
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from rootbridge.base.core.access import public


@public
def best_language(request):
    """``/``: on to the front page in the best language of the browser."""
    with translation.override(translation.get_language_from_request(request) or settings.LANGUAGE_CODE):
        response = HttpResponseRedirect(reverse("home:front"))
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Accept-Language"])
    return response


@public
def front(request):
    return HttpResponseRedirect("/")
