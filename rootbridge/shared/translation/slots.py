"""The way from the back office to the texts and to the room of the translators; the line about freshness on its first
page."""

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from rootbridge.base.core import menus
from rootbridge.base.core.panels import Panel, panels
from rootbridge.base.files.showing import add_showing

from .editorial import reviewing, scheduling  # noqa: F401 - what the clock does
from .editorial.freshness import freshness_for, overall, paths_of
from .editorial.permissions import may_see_freshness
from .languages import waiting
from .languages.permissions import may_see_languages
from .models import WRITERS, Recording, TextPicture
from .recordings import column  # noqa: F401 - in the table of languages
from .recordings.permissions import keeps_recordings


def writes_texts(user) -> bool:
    """Somebody whose role has a region, or everywhere, and writes or publishes texts there."""
    return any(scope.kind in WRITERS and (scope.is_everywhere or scope.path) for scope in user.reach.scopes)


def freshness_line(request) -> Markup:
    """One sentence: the score, and which section is the stalest."""
    found = [one for one in freshness_for(paths_of(request.user), timezone.localdate()) if one.score is not None]
    page = {"score": overall(found), "worst": found[0] if found else None, "past": sum(one.past for one in found)}
    return Markup(render_to_string("translation/manage/freshness_line.html", page))


add_showing("translation.textpicture", lambda user: TextPicture.objects.visible_to(user))
add_showing("translation.recording", lambda user: Recording.objects.heard_by(user))
menus.add_group(key="texts", title=_("Texts"), order=30)
menus.add_manage(
    key="content", group="texts", title=_("Texts"), url_name="manage_texts:list", order=30, shown_to=writes_texts
)
panels.add("freshness", Panel("freshness", _("Freshness"), freshness_line, may_see_freshness, order=10))
menus.add_manage(
    key="languages",
    group="texts",
    title=_("Languages"),
    url_name="manage_languages:matrix",
    order=31,
    shown_to=may_see_languages,
)
waiting.register()
menus.add_manage(
    key="recordings", title=_("Recordings"), url_name="manage_recordings:list", order=32, shown_to=keeps_recordings
)
