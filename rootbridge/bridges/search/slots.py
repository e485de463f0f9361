"""What people looked for and did not find: a panel of the back office; and what is past its time."""

from datetime import timedelta

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from rootbridge.base.core import parts
from rootbridge.base.core.keeping import SIX_MONTHS
from rootbridge.base.core.panels import Panel, panels
from rootbridge.base.core.retention import LENGTHS, add_rule

from .models import Miss

SHOWN, RECENT = 12, timedelta(days=30)


def draw(request) -> Markup:
    misses = Miss.objects.often(timezone.localdate() - RECENT)[:SHOWN]
    return Markup(render_to_string("search/panel.html", {"misses": misses}))


def writes_guides(user) -> bool:
    return user.reach.holds("administrator", "editor")


parts.register(parts.Part("search", _("Search"), 50))
add_rule("search.miss", lambda now: Miss.objects.filter(day__lt=(now - LENGTHS[SIX_MONTHS]).date()).delete()[0])
panels.add("search", Panel("search", _("Looked for and not found"), draw, writes_guides, part="search", order=41))
