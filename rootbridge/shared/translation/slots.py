"""The way from the back office to the editor, and to the room of the translators."""

from django.utils.translation import gettext_lazy as _

from rootbridge.base.core import menus

from .languages import waiting
from .languages.permissions import may_see_languages
from .models import WRITERS


def writes_texts(user) -> bool:
    """Somebody whose role has a region, or everywhere, and writes or publishes texts there."""
    return any(scope.kind in WRITERS and (scope.is_everywhere or scope.path) for scope in user.reach.scopes)


menus.add_manage(key="content", title=_("Texts"), url_name="wagtailadmin_home", order=30, shown_to=writes_texts)
menus.add_manage(
    key="languages", title=_("Languages"), url_name="manage_languages:matrix", order=31, shown_to=may_see_languages
)
waiting.register()
