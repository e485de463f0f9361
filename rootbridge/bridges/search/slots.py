"""What people looked for and did not find: a panel of the back office; and what is past its time."""

from datetime import timedelta

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from rootbridge.base.core import menus, parts
from rootbridge.base.core.keeping import SIX_MONTHS
from rootbridge.base.core.panels import Panel, panels
from rootbridge.base.core.retention import LENGTHS, add_rule

from .models import Miss, Settling
from .permissions import may_see_misses

SHOWN, RECENT = 12, timedelta(days=30)


def draw(request) -> Markup:
    misses = Miss.objects.since(timezone.localdate() - RECENT).open().gathered()[:SHOWN]
    return Markup(render_to_string("search/panel.html", {"misses": misses}))


parts.register(parts.Part("search", _("Search"), 50))
add_rule("search.miss", lambda now: Miss.objects.filter(day__lt=(now - LENGTHS[SIX_MONTHS]).date()).delete()[0])
add_rule("search.settling", lambda now: Settling.objects.filter(on__lt=(now - LENGTHS[SIX_MONTHS]).date()).delete()[0])
menus.add_manage(
    key="search",
    group="texts",
    title=_("Search"),
    url_name="manage_search:misses",
    order=35,
    part="search",
    shown_to=may_see_misses,
)
panels.add("search", Panel("search", _("Looked for and not found"), draw, may_see_misses, part="search", order=41))
