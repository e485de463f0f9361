"""Pieces of the editor's form that are ours: how the text stands, how it reads, and the sending at its end."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel

from ..comparing import prose_of
from ..models import Submission
from ..readability import measure
from ..waiting import text_url
from .owners import keeper_of
from .permissions import may_publish_text


class DrawnPanel(HelpPanel):
    """A piece without fields, drawn by a template of ours."""

    class BoundPanel(HelpPanel.BoundPanel):
        def render_html(self, parent_context=None):
            return mark_safe(render_to_string(self.panel.template, self._page()))  # noqa: S308 - drawn by Jinja2, escaped

        def _page(self) -> dict:
            """What the template needs: the text, null before its first saving, and its language."""
            text = self.instance
            locale = getattr(text, "locale", None) if text.locale_id else None
            language = locale.language_code if locale else settings.LANGUAGE_CODE
            page = {"text": text if text.pk else None, "reading_language": language}
            if text.pk:
                page |= {
                    "address": text_url(text), "waiting": Submission.objects.of_text(text).waiting().first(),
                    "keeper": keeper_of(text), "may_publish": may_publish_text(self.request.user, text),
                }  # fmt: skip
            return page | {"reading": measure(prose_of(text), language)}


def group(heading, *panels, is_folded=False):
    """Fields under one heading; folded away where few need them."""
    return MultiFieldPanel(list(panels), heading=heading, classname="collapsed" if is_folded else "")


STANDING = DrawnPanel(template="translation/manage/standing.html")
READING = DrawnPanel(template="translation/manage/reading_live.html", heading=_("How it reads"))
SENDING = MultiFieldPanel(
    [FieldPanel("note"), DrawnPanel(template="translation/manage/send_button.html")], heading=_("When you are done")
)
