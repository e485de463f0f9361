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

ROW = ("slug", "question", "topic", "stages", "residence", "review_on", "last_published_at", "original", "locale",
       "same_question")  # fmt: skip


def faq(answers, language: str) -> dict:
    """Questions and their answers as schema.org knows them: an ``FAQPage`` in the language of the page."""
    return {
        "@context": "https://schema.org", "@type": "FAQPage", "inLanguage": language,
        "mainEntity": [
            {"@type": "Question", "name": answer.question, "inLanguage": answer.language,
             "acceptedAnswer": {"@type": "Answer", "text": f"{answer.short}\n\n{answer.body}"}}
            for answer in answers
        ],
    }  # fmt: skip


class PublishedAnswerQuerySet(ArticleQuerySet):
    def whole(self, topic, language, read=()):
        """Every answer of a topic with all its words, one row a text."""
        return self.published().about(topic).best_for(language, read).select_related("locale", "office__place")

    def for_rows(self):
        """What a row in a list needs."""
        return self.select_related("locale").only(*ROW)

    def beside(self, answer, language, read=()):
        """Other answers on the same topic that are not past their check."""
        found = self.published().about(answer.topic).fresh(timezone.localdate())
        found = found.exclude(translation_key=answer.translation_key)
        if answer.same_question:
            found = found.exclude(same_question=answer.same_question)
        return found.best_for(language, read).for_rows()

    def variants_of(self, answer, language, read=()):
        """The same question answered for people in other countries; those past their check too, they say so."""
        if not answer.same_question:
            return self.none()
        found = self.published().filter(same_question=answer.same_question)
        return found.exclude(translation_key=answer.translation_key).best_for(language, read).for_rows()

    def overlapping(self, same_question, locale, residence, but=None):
        """Other answers to a question that hold for one of these countries, or for everywhere like it."""
        found = self.filter(same_question=same_question, locale=locale).exclude(pk=but)
        return found.filter(residence__overlap=residence) if residence else found.filter(residence=[])

    def office_for(self, topic) -> int | None:
        """The number of the office that answers most about a topic; None when nobody does."""
        found = self.published().about(topic).values("office").annotate(number=Count("pk"))
        return found.order_by("-number", "office").values_list("office", flat=True).first()


class PublishedAnswer(Article):
    """A question many ask, with its answer: ``short`` in a sentence or two, ``body`` in paragraphs."""

    begun_by_link = ("question",)
    translated = ("question", "short", "body")

    question = models.CharField(_("question"), max_length=200)
    short = models.TextField(_("the answer in two sentences"), max_length=600)
    body = models.TextField(_("the whole answer"), max_length=8000)
    same_question = models.SlugField(
        _("variants"), max_length=80, blank=True,
        help_text=_("The same word for all answers to one question that differ by country, such as licence-exchange."),
    )  # fmt: skip
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
    def family(self) -> str:
        return self.same_question

    @property
    def spoken(self) -> list[str]:
        return [self.question, self.short, self.body]

    @property
    def as_linked_data(self) -> dict:
        """The question and its answer as schema.org knows them."""
        return faq([self], self.language) | {"dateModified": self.checked_on.isoformat()}

    def get_absolute_url(self):
        return reverse("help:answer", args=[self.slug])

    def beside(self, language, today, read=()) -> dict:
        """What stands on its page beside the answer: guides it names, answers on the same topic, the same question for
        other countries. Two queries, three where there are variants."""
        others = PublishedAnswer.objects.beside(self, language, read)[:4]
        guides = related_texts([f"services/{slug}/" for slug in self.related_guides], language, read)
        variants = list(PublishedAnswer.objects.variants_of(self, language, read)) if self.same_question else []
        variants.sort(key=lambda one: (not one.residence, one.residence))
        return {"guides": guides, "beside": rows_of(others, language, today), "variants": variants}

    def get_preview_template(self, request, mode_name):
        return "help/answer.html"

    def get_preview_context(self, request, mode_name):
        return super().get_preview_context(request, mode_name) | preview_page(request, self)
