"""A guide: what it is, who may use it, what you need, the steps, cost and time, who answers, when it was checked."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from rootbridge.shared.translation.models import Article

from .blocks import StepBlock


class Guide(Article):
    """``papers``: one line each; ``steps``: blocks ``step`` with title, body and who does it (here or home)."""

    title = models.CharField(_("title"), max_length=160)
    lead = models.TextField(_("in two sentences"), max_length=600)
    notice_title = models.CharField(_("notice"), max_length=160, blank=True)
    notice = models.TextField(_("words of the notice"), max_length=800, blank=True)
    who = models.TextField(_("who may use it"), max_length=800, blank=True)
    papers = ArrayField(models.CharField(max_length=300), verbose_name=_("what you need"), default=list, blank=True)
    steps = StreamField([("step", StepBlock())], verbose_name=_("what to do"), blank=True)
    cost = models.CharField(_("cost"), max_length=400, blank=True)
    time_needed = models.CharField(_("time"), max_length=400, blank=True)
    related = ArrayField(models.SlugField(max_length=80), verbose_name=_("related guides"), default=list, blank=True)

    panels = [
        FieldPanel("title"),
        FieldPanel("slug"),
        FieldPanel("lead"),
        MultiFieldPanel([FieldPanel("notice_title"), FieldPanel("notice")], heading=_("Notice")),
        FieldPanel("who"),
        FieldPanel("papers"),
        FieldPanel("steps"),
        MultiFieldPanel([FieldPanel("cost"), FieldPanel("time_needed")], heading=_("Cost and time")),
        MultiFieldPanel(
            [FieldPanel("topic"), FieldPanel("stages"), FieldPanel("residence"), FieldPanel("synonyms")],
            heading=_("For whom"),
        ),
        MultiFieldPanel(
            [FieldPanel("office"), FieldPanel("place"), FieldPanel("checked_on"), FieldPanel("review_days")],
            heading=_("Who answers, and when it was checked"),
        ),
        FieldPanel("original"),
    ]

    class Meta(Article.Meta):
        abstract = False
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("services:guide", args=[self.slug])

    def get_preview_template(self, request, mode_name):
        return "services/guide.html"
