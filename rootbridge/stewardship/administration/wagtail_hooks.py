"""The editor's own menu: the way back to the desk; nothing of what is shut."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from rootbridge.base.design.assets import asset_url


@hooks.register("register_admin_menu_item")
def way_back():
    desk = reverse("administration:first")
    return MenuItem(_("Back to the desk"), desk, name="back", icon_name="arrow-left", order=1)


@hooks.register("get_avatar_url")
def no_face_from_elsewhere(user, size):
    """Nobody's address is told to a server of pictures."""
    return asset_url("favicon.svg")


@hooks.register("construct_help_menu")
def no_help_from_elsewhere(request, items):
    """Its help lies on other servers; ours is the manual."""
    items.clear()
