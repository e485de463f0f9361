"""Safe reporting's switch, the screen where trustees are named, the trustee's room in their account."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core import menus, parts
from rootbridge.base.core.context import provide
from rootbridge.people.privacy.rooms import add_room

from .permissions import may_name_trustees, may_read_safe_reports

parts.register(parts.Part("safety", _("Safe reports"), 65))
menus.add_manage(
    key="trustees", group="people", title=_("Trustees"), url_name="manage_trustees:list", order=75, part="safety",
    shown_to=may_name_trustees,
)  # fmt: skip
add_room(
    key="safety", title=_("Safe reports"), url_name="safety:inbox", order=80, part="safety",
    shown_to=may_read_safe_reports,
)  # fmt: skip
provide("safety_url", lambda request: reverse("safety:front"), part="safety")
