"""The language of the back office, changed from any of its pages."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from rootbridge.people.members.access import staff_only

OFFICE = "/manage/"


@staff_only
@require_POST
def choose(request):
    """``language`` becomes the member's own, of pages and letters; then back to the page they were on (``back``)."""
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        raise Http404("no such language")
    request.user.change(by=request.user, language=language)
    with translation.override(language):
        said = gettext("Pages and letters come to you in %(language)s now.")
        messages.success(request, said % {"language": dict(settings.LANGUAGES)[language]})
    return HttpResponseRedirect(_way_back(request.POST.get("back", "")))


def _way_back(address: str) -> str:
    """A page of the back office; its first page for any other address."""
    is_ours = address.startswith(OFFICE) and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if is_ours else reverse("administration:first")
