"""Answered questions in the editor."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.snippets.models import register_snippet

from rootbridge.shared.translation.editing import ArticleViewSet
from rootbridge.shared.translation.editor_forms import ArticleForm, LinesField
from rootbridge.shared.translation.editorial.editor_panels import group

from .models import PublishedAnswer


class AnswerForm(ArticleForm):
    related_guides = LinesField(
        label=_("guides"), required=False, longest=80, help_text=_("One address a line, such as apostille.")
    )

    def clean(self):
        """No two answers to one question hold for the same country."""
        said = super().clean()
        family, countries = said.get("same_question"), said.get("residence") or []
        locale = self.instance.locale_id
        if family and locale:
            others = PublishedAnswer.objects.overlapping(family, locale, countries, but=self.instance.pk)
            if other := others.first():
                self.add_error(
                    "residence", _("“%(answer)s” answers this for the same country already.") % {"answer": other}
                )
        return said


class AnswerViewSet(ArticleViewSet):
    model = PublishedAnswer
    form = AnswerForm
    icon = "help"
    menu_label = _("Answered questions")
    menu_order = 110
    search_fields = ["question", "short", "slug"]
    words = [
        group(
            _("What readers read first"),
            TitleFieldPanel("question", help_text=_("As a person would ask it, ending in a question mark.")),
            FieldPanel("short"), FieldPanel("body"),
        ),
    ]  # fmt: skip
    rare = [FieldPanel("same_question"), FieldPanel("related_guides")]


register_snippet(AnswerViewSet)
