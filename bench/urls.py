"""The addresses of the platform, and one empty page beside them: what every other page is compared with."""

from django.http import HttpResponse
from django.urls import path

from config.urls import handler400, handler403, handler404, handler500, urlpatterns  # noqa: F401
from rootbridge.base.core.access import public


@public
def empty(request):
    return HttpResponse("")


urlpatterns = [path("empty/", empty), *urlpatterns]
