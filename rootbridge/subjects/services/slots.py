"""The guides' menu entry and switch, and where readers judge and report them."""

from django.utils.translation import gettext_lazy as _

from rootbridge.base.core import menus, parts
from rootbridge.shared.feedback.pages import places
from rootbridge.shared.feedback.registry import add_judgeable
from rootbridge.shared.moderation.registry import Reportable, reportables
from rootbridge.shared.translation.waiting import edit_url, register_queue, report_words

from .models import Guide

KEY = "services.guide"


def place_of_guide(slug) -> str:
    """The path of the place of a public guide; "" where there is none."""
    return Guide.objects.published().filter(slug=slug).values_list("place__path", flat=True).first() or ""


places.add("services:guide", place_of_guide)
parts.register(parts.Part("services", _("Guides"), 10))
menus.add_public(key="services", title=_("Guides"), url_name="services:list", order=20, part="services")
add_judgeable(
    Guide, part="services", edit_url=edit_url, within=lambda user: Guide.objects.worked_on_by(user).values("pk")
)
reportables.add(KEY, Reportable(KEY, **report_words(Guide), part="services"))
register_queue(Guide, part="services", title=_("Guides"), order=40)
