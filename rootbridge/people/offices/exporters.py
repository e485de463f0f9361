"""What offices keep of a member, and how it goes."""

from django.utils.translation import gettext_lazy as _

from rootbridge.base.core import findable
from rootbridge.people.privacy.erasure import add_eraser
from rootbridge.people.privacy.export import add_exporter

from .models import FocalPoint


def erase_focal_points(member):
    """Their name no longer stands at the office, nor is it found there."""
    offices = list(FocalPoint.objects.filter(member=member).values_list("office_id", flat=True))
    FocalPoint.objects.filter(member=member).delete()
    for number in offices:
        findable.changed("offices.office", number)


add_exporter("focal_points", FocalPoint, title=_("Where you answer for an office"), order=11)
add_eraser("focal_points", erase_focal_points)
