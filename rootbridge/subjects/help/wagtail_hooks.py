"""Answered questions in the editor."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet

from rootbridge.shared.translation.editing import ArticleCreateView, ArticleViewSet
from rootbridge.shared.translation.editor_forms import ArticleForm, LinesField

from .models import PublishedAnswer


class AnswerForm(ArticleForm):
    related_guides = LinesField(
        label=_("guides"), required=False, longest=80, help_text=_("One address a line, such as apostille.")
    )


class AnswerCreateView(ArticleCreateView):
    begun = ("question",)


class AnswerViewSet(ArticleViewSet):
    model = PublishedAnswer
    form = AnswerForm
    add_view_class = AnswerCreateView
    icon = "help"
    menu_label = _("Answered questions")
    menu_order = 110
    search_fields = ["question", "short", "slug"]
    words = [
        FieldPanel("question"), FieldPanel("slug"), FieldPanel("short"), FieldPanel("body"),
        FieldPanel("related_guides"),
    ]  # fmt: skip


register_snippet(AnswerViewSet)
