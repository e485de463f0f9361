"""What the editor gets from us: the button for approval, how a text reads while it is written."""

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.action_menu import ActionMenuItem

from rootbridge.base.design.assets import asset_url

from .editorial.permissions import may_publish_alone
from .models import Article


class SendItem(ActionMenuItem):
    """Beside "save" and "publish"."""

    name = "action-approval"
    label = _("Send for approval")
    icon_name = "mail"


@hooks.register("register_snippet_action_menu_item")
def send_item(model):
    return SendItem(order=10) if issubclass(model, Article) else None


@hooks.register("insert_editor_js")
def reading_script():
    return format_html('<script src="{}" defer></script>', asset_url("translation/reading.js"))


@hooks.register("construct_snippet_action_menu")
def no_publishing_alone(menu_items, request, context):
    """Whoever needs a second reader finds no button that would do without."""
    if issubclass(context["model"], Article) and not may_publish_alone(request.user):
        menu_items[:] = [item for item in menu_items if item.name != "action-publish"]


@hooks.register("insert_global_admin_css")
def titles_on_phones():
    """A title in a list of texts keeps whole words on a narrow screen; the list scrolls sideways."""
    return format_html('<link rel="stylesheet" href="{}">', asset_url("translation/editor.css"))
