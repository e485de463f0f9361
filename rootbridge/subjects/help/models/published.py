"""A question many ask, with the answer of an office, a date and its sources."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.shared.translation.desks import preview_page
from rootbridge.shared.translation.models import Article, ArticleQuerySet
from rootbridge.shared.translation.related import related_texts
from rootbridge.shared.translation.rows import rows_of

ROW = ("slug", "question", "topic", "stages", "residence", "review_on", "last_published_at", "original", "locale")


class PublishedAnswerQuerySet(ArticleQuerySet):
    def for_rows(self):
        """What a row in a list needs."""
        return self.select_related("locale").only(*ROW)

    def beside(self, answer, language, read=()):
        """Other answers on the same topic that are not past their check."""
        found = self.published().about(answer.topic).fresh(timezone.localdate())
        return found.exclude(translation_key=answer.translation_key).best_for(language, read).for_rows()

    def office_for(self, topic) -> int | None:
        """The number of the office that answers most about a topic; None when nobody does."""
        found = self.published().about(topic).values("office").annotate(number=Count("pk"))
        return found.order_by("-number", "office").values_list("office", flat=True).first()


class PublishedAnswer(Article):
    """A question many ask, with its answer: ``short`` in a sentence or two, ``body`` in paragraphs."""

    question = models.CharField(_("question"), max_length=200)
    short = models.TextField(_("the answer in two sentences"), max_length=600)
    body = models.TextField(_("the whole answer"), max_length=8000)
    related_guides = ArrayField(models.SlugField(max_length=80), verbose_name=_("guides"), default=list, blank=True)

    objects = PublishedAnswerQuerySet.as_manager()

    class Meta(Article.Meta):
        abstract = False
        verbose_name = _("answered question")
        verbose_name_plural = _("answered questions")

    def __str__(self):
        return self.question

    @property
    def title(self) -> str:
        return self.question

    @property
    def as_linked_data(self) -> dict:
        """The question and its answer as schema.org knows them."""
        answer = {"@type": "Answer", "text": f"{self.short}\n\n{self.body}"}
        question = {"@type": "Question", "name": self.question, "acceptedAnswer": answer}
        return {
            "@context": "https://schema.org", "@type": "FAQPage", "inLanguage": self.language,
            "dateModified": self.checked_on.isoformat(), "mainEntity": [question],
        }  # fmt: skip

    def get_absolute_url(self):
        return reverse("help:answer", args=[self.slug])

    def beside(self, language, today, read=()) -> dict:
        """What stands on its page beside the answer: guides it names, answers on the same topic. Two queries."""
        others = PublishedAnswer.objects.beside(self, language, read)[:4]
        guides = related_texts([f"services/{slug}/" for slug in self.related_guides], language, read)
        return {"guides": guides, "beside": rows_of(others, language, today)}

    def get_preview_template(self, request, mode_name):
        return "help/answer.html"

    def get_preview_context(self, request, mode_name):
        return super().get_preview_context(request, mode_name) | preview_page(request, self)
