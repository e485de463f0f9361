"""Guides in the editor."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet

from rootbridge.shared.translation.editing import ArticleViewSet
from rootbridge.shared.translation.editor_forms import ArticleForm, LinesField

from .models import Guide


class GuideForm(ArticleForm):
    papers = LinesField(label=_("what you need"), required=False, help_text=_("One paper or thing a line."))
    where = LinesField(
        label=_("where to go"), required=False, longest=80,
        help_text=_("Offices where it is done, one address a line, such as consular-desk."),
    )  # fmt: skip
    related = LinesField(
        label=_("related guides"), required=False, longest=80, help_text=_("One address a line, such as apostille.")
    )


class GuideViewSet(ArticleViewSet):
    model = Guide
    form = GuideForm
    menu_label = _("Guides")
    menu_order = 100
    search_fields = ["title", "lead", "slug"]
    words = [
        FieldPanel("title"),
        FieldPanel("slug"),
        FieldPanel("lead"),
        MultiFieldPanel([FieldPanel("notice_title"), FieldPanel("notice")], heading=_("Notice")),
        FieldPanel("who"),
        FieldPanel("papers"),
        FieldPanel("steps"),
        MultiFieldPanel([FieldPanel("cost"), FieldPanel("time_needed")], heading=_("Cost and time")),
        FieldPanel("where"),
        FieldPanel("easy"),
        FieldPanel("same_matter"),
        FieldPanel("related"),
    ]


register_snippet(GuideViewSet)
