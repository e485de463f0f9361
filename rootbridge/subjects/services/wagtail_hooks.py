"""Guides in the editor."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.snippets.models import register_snippet

from rootbridge.shared.translation.editing import ArticleViewSet
from rootbridge.shared.translation.editor_forms import ArticleForm, LinesField
from rootbridge.shared.translation.editorial.editor_panels import group

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
        group(
            _("What readers read first"),
            TitleFieldPanel("title", help_text=_("As people say it: “Pension from Italy”, not the name of a law.")),
            FieldPanel("lead", help_text=_("What it is, and for whom. This stands in lists too.")),
        ),
        FieldPanel("who"),
        FieldPanel("papers"),
        FieldPanel("steps", help_text=_("One thing to do each, in the order in which it is done.")),
        group(_("Cost and time"), FieldPanel("cost"), FieldPanel("time_needed")),
        group(_("Notice"), FieldPanel("notice_title"), FieldPanel("notice"), is_folded=True),
        group(_("In easy words"), FieldPanel("easy"), is_folded=True),
    ]
    rare = [FieldPanel("where"), FieldPanel("same_matter"), FieldPanel("related")]


register_snippet(GuideViewSet)
