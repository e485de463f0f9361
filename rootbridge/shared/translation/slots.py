"""The way from the back office to the editor."""

from django.utils.translation import gettext_lazy as _

from rootbridge.base.core import menus

from .models import WRITERS
from .recordings.permissions import keeps_recordings


def writes_texts(user) -> bool:
    """Somebody whose role has a region, or everywhere, and writes or publishes texts there."""
    return any(scope.kind in WRITERS and (scope.is_everywhere or scope.path) for scope in user.reach.scopes)


menus.add_manage(key="content", title=_("Texts"), url_name="wagtailadmin_home", order=30, shown_to=writes_texts)
menus.add_manage(
    key="recordings", title=_("Recordings"), url_name="manage_recordings:list", order=32, shown_to=keeps_recordings
)
