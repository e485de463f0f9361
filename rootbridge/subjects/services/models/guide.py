"""A guide: what it is, who may use it, what you need, the steps, cost and time, who answers, when it was checked."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from rootbridge.base.design.formats import paragraphs
from rootbridge.shared.translation.desks import preview_page
from rootbridge.shared.translation.models import Article, ArticleQuerySet
from rootbridge.shared.translation.rows import rows_of

from ..blocks import StepBlock


class GuideQuerySet(ArticleQuerySet):
    def for_rows(self):
        """What a row in a list needs."""
        return self.select_related("locale").only(*ROW)

    def related_to(self, guide, language, read=()):
        """The guides that another names, those past their check left out."""
        found = self.published().filter(slug__in=guide.related).fresh(timezone.localdate())
        return found.best_for(language, read).for_rows()


ROW = ("slug", "title", "topic", "stages", "residence", "review_on", "last_published_at", "original", "locale",
       "same_matter")  # fmt: skip


class Guide(Article):
    """``papers``: one line each; ``steps``: blocks ``step`` with title, body and who does it (here or home); ``easy``:
    the guide in easy words, a short sentence a line, paragraphs parted by an empty line; ``where``: addresses
    (slugs) of the offices where it is done."""

    translated = ("title", "lead", "notice_title", "notice", "who", "papers", "steps", "cost", "time_needed", "easy")

    title = models.CharField(_("title"), max_length=160)
    lead = models.TextField(_("in two sentences"), max_length=600)
    notice_title = models.CharField(_("notice"), max_length=160, blank=True)
    notice = models.TextField(_("words of the notice"), max_length=800, blank=True)
    who = models.TextField(_("who may use it"), max_length=800, blank=True)
    papers = ArrayField(models.CharField(max_length=300), verbose_name=_("what you need"), default=list, blank=True)
    steps = StreamField([("step", StepBlock())], verbose_name=_("what to do"), blank=True)
    cost = models.CharField(_("cost"), max_length=400, blank=True)
    time_needed = models.CharField(_("time"), max_length=400, blank=True)
    easy = models.TextField(_("in easy words"), max_length=4000, blank=True)
    where = ArrayField(models.SlugField(max_length=80), verbose_name=_("where to go"), default=list, blank=True)
    same_matter = models.SlugField(
        _("variants"), max_length=80, blank=True,
        help_text=_("The same word for all guides to one matter that differ by country, such as pension."),
    )  # fmt: skip
    related = ArrayField(models.SlugField(max_length=80), verbose_name=_("related guides"), default=list, blank=True)

    objects = GuideQuerySet.as_manager()

    class Meta(Article.Meta):
        abstract = False
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("services:guide", args=[self.slug])

    @property
    def family(self) -> str:
        return self.same_matter

    @property
    def spoken(self) -> list[str]:
        steps = [words for step in self.steps for words in (step.value["title"], step.value["body"])]
        found = [self.title, self.lead, self.notice_title, self.notice, self.who, *self.papers, *steps]
        return [words for words in (*found, self.cost, self.time_needed) if words]

    @property
    def in_easy_words(self) -> str:
        return self.easy

    @property
    def step_list(self) -> list[dict]:
        """The steps as the page draws them."""
        return [
            {"title": step.value["title"], "body": paragraphs(step.value["body"]),
             "side": "home" if step.value["is_home"] else "here"}
            for step in self.steps
        ]  # fmt: skip

    @property
    def as_linked_data(self) -> dict:
        """The guide as schema.org knows it, for machines that read pages."""
        return {
            "@context": "https://schema.org", "@type": "HowTo", "name": self.title, "description": self.lead,
            "inLanguage": self.language, "dateModified": self.checked_on.isoformat(),
            "step": [{"@type": "HowToStep", "name": step.value["title"]} for step in self.steps],
        }  # fmt: skip

    def beside(self, language, today, read=()) -> dict:
        """What stands on its page beside the guide: those it names, in its order. One query."""
        related = Guide.objects.related_to(self, language, read)
        named = sorted(related, key=lambda guide: self.related.index(guide.slug))
        return {"related": rows_of(named, language, today)}

    def variants(self, language, read=()) -> list["Guide"]:
        """The same matter for people in other countries; those past their check too, they say so. One query, none for
        a guide that stands alone."""
        if not self.same_matter:
            return []
        found = Guide.objects.published().filter(same_matter=self.same_matter)
        found = found.exclude(translation_key=self.translation_key).best_for(language, read).for_rows()
        return sorted(found, key=lambda guide: (not guide.residence, guide.residence))

    def get_preview_template(self, request, mode_name):
        return "services/guide.html"

    def get_preview_context(self, request, mode_name):
        return super().get_preview_context(request, mode_name) | preview_page(request, self)
