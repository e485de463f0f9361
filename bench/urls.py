"""The addresses of the platform, and empty pages beside them: what every other page is compared with."""

from django.http import HttpResponse
from django.urls import path

from config.urls import handler400, handler403, handler404, handler500, urlpatterns  # noqa: F401
from rootbridge.base.core.access import public


@public
def empty(request):
    return HttpResponse("")


def empty_for_members(request):
    """Not public: the middleware reads session and member before it."""
    return HttpResponse("")


urlpatterns = [path("empty/", empty), path("empty/member/", empty_for_members), *urlpatterns]
