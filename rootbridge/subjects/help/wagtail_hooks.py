"""Answered questions in the editor."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet

from rootbridge.shared.translation.editing import ArticleViewSet
from rootbridge.shared.translation.editor_forms import ArticleForm, LinesField

from .models import PublishedAnswer


class AnswerForm(ArticleForm):
    related_guides = LinesField(
        label=_("guides"), required=False, longest=80, help_text=_("One address a line, such as apostille.")
    )


class AnswerViewSet(ArticleViewSet):
    model = PublishedAnswer
    form = AnswerForm
    icon = "help"
    menu_label = _("Answered questions")
    menu_order = 110
    search_fields = ["question", "short", "slug"]
    words = [
        FieldPanel("question"), FieldPanel("slug"), FieldPanel("short"), FieldPanel("body"),
        FieldPanel("related_guides"),
    ]  # fmt: skip


register_snippet(AnswerViewSet)
