"""The member's own page: what waits for them, needs that fit with the reasons, what their home town does."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rootbridge.base.core import parts
from rootbridge.base.core.figures import Scope
from rootbridge.bridges.matching.matches import needs_for

MATCHES = 4


def own_page(member, language) -> dict:
    """The context of the page. Few queries: it is the page that members open most."""
    matches = (
        needs_for(member, day=timezone.localdate(), language=language, limit=MATCHES)
        if parts.is_on("opportunities")
        else []
    )
    return {
        "greeting": greeting(member, timezone.now()),
        "summary": _summary(matches),
        "matches": matches,
        "scope": Scope(member.home.path if member.home else ""),
    }


def greeting(member, now: datetime) -> str:
    """Good morning, day or evening, by the clock where the member lives."""
    zone = member.living.timezone if member.living else ""
    hour = now.astimezone(ZoneInfo(zone) if zone else None).hour
    words = _("Good morning") if 4 <= hour < 12 else _("Good evening") if hour >= 18 or hour < 4 else _("Good day")
    return f"{words}, {member.name}" if member.name else words


def _summary(matches) -> str:
    if not matches:
        return _("No need fits you today.")
    return ngettext("%(number)s need fits you.", "%(number)s needs fit you.", len(matches)) % {"number": len(matches)}
