"""The pages of associations that everybody reads."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from rootbridge.base.core.access import public
from rootbridge.people.organisations.models import OPEN, FormerAddress, Organisation, State
from rootbridge.people.organisations.permissions import may_lead

from ..listing import directory as directory_page
from ..showing import page_of

SHOWN = (*OPEN, State.CLOSED)


@public
@require_safe
def directory(request):
    """All that are listed, narrowed as the reader asked."""
    return render(request, "associations/directory.html", directory_page(request.GET))


@public
@require_safe
def association(request, slug):
    """One of them, a small site of its own; a former address leads on. One that is no more says so."""
    shown = Organisation.objects.filter(state__in=SHOWN, hidden_at=None)
    organisation = shown.filter(slug=slug).select_related("place", "residence").first()
    if organisation is None:
        former = get_object_or_404(
            FormerAddress.objects.select_related("organisation"), slug=slug,
            organisation__in=Organisation.objects.listed().values("pk"),
        )  # fmt: skip
        return redirect("associations:association", former.organisation.slug, permanent=True)
    page = page_of(organisation) | {"leads": may_lead(request.user, organisation)}
    return render(request, "associations/association.html", page)
