"""The map in the public menu."""

from django.utils.translation import gettext_lazy as _

from rootbridge.base.core import menus

menus.add_public(key="map", group="places", title=_("Map"), url_name="atlas:map", order=48)
