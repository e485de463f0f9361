"""Associations on the page of a place: those that belong there, by the place and all that lies in it."""

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from rootbridge.base.core.placed import hang
from rootbridge.people.organisations.models import Organisation

MOST = 8
ALL = _("All its associations")


def associations_of(request, place) -> Markup:
    """The first of the list, with where they live; "" where there is none. One query."""
    language = get_language()
    rows = Organisation.objects.listed().working_for(place.path).filter(asleep_at=None).select_related("residence")
    lines = [
        Markup('<li><div class="main"><a href="{}"><bdi>{}</bdi></a><small>{}</small></div></li>').format(
            one.get_absolute_url(), one.name, one.residence.name(language) if one.residence else ""
        )
        for one in rows.in_order()[:MOST]
    ]
    if not lines:
        return Markup("")
    code = place.path.rstrip("/").split("/")[1:2] or [""]
    more = Markup('<p><a href="{}?home={}">{}</a></p>').format(reverse("associations:list"), code[0], ALL)
    return Markup('<ul class="list">{}</ul>{}').format(Markup("").join(lines), more)


def has_one(place) -> bool:
    return Organisation.objects.listed().working_for(place.path).exists()


hang("locality.associations", _("Associations"), associations_of, part="associations", order=40, full=has_one)
