"""The pages of associations that everybody reads."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from rootbridge.base.core.access import public
from rootbridge.people.organisations.models import FormerAddress, Organisation


@public
@require_safe
def association(request, slug):
    """One of them; a former address leads on."""
    organisation = Organisation.objects.listed().filter(slug=slug).first()
    if organisation is None:
        former = get_object_or_404(
            FormerAddress.objects.select_related("organisation"), slug=slug,
            organisation__in=Organisation.objects.listed().values("pk"),
        )  # fmt: skip
        return redirect("associations:association", former.organisation.slug, permanent=True)
    return render(request, "associations/association.html", {"association": organisation})
