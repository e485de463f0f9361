"""A published answer was enough: somebody came to ask and found it while they wrote. Counted, nothing else."""

from django.http import Http404, HttpResponseRedirect
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from rootbridge.base.core.access import public
from rootbridge.people.members.limits import TooMany, count, network_of

from ..models import PublishedAnswer, Serving
from ..models.serving import What

# What one network may add to the count; above it the page works and nothing is counted.
RATES = {"opened": "60/1h/key", "enough": "12/1h/key"}


def count_serving(request, what: str) -> None:
    """Count what happened to an answer, within what one network may add."""
    try:
        count(request, "help", RATES, **{what: (what, network_of(request))})
    except TooMany:
        return
    Serving.add(what, get_language())


@public
@require_POST
def enough(request, slug):
    """ "This answers it, I need not ask." Leads back to the answer, which says thanks."""
    answer = PublishedAnswer.objects.published().of_text(slug).first()
    if answer is None:
        raise Http404("no such answer")
    count_serving(request, What.ENOUGH)
    return HttpResponseRedirect(answer.get_absolute_url() + "?from=enough#enough")
