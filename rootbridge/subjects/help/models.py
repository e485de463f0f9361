"""Answers that many need, and the questions people ask a desk."""

import secrets

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import CONTRACT, FACTS, OFFICES, OWNER, STAFF, TWO_YEARS, kept
from rootbridge.base.reference.topics import Topic
from rootbridge.people.members.models import Member
from rootbridge.people.offices.models import Office
from rootbridge.shared.translation.models import Article


class PublishedAnswer(Article):
    """A question many ask, with its answer: ``short`` in a sentence or two, ``body`` in paragraphs."""

    question = models.CharField(_("question"), max_length=200)
    short = models.TextField(_("the answer in two sentences"), max_length=600)
    body = models.TextField(_("the whole answer"), max_length=8000)
    related_guides = ArrayField(models.SlugField(max_length=80), verbose_name=_("guides"), default=list, blank=True)

    panels = [
        FieldPanel("question"),
        FieldPanel("slug"),
        FieldPanel("short"),
        FieldPanel("body"),
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
        verbose_name = _("answered question")
        verbose_name_plural = _("answered questions")

    def __str__(self):
        return self.question

    @property
    def title(self) -> str:
        return self.question

    def get_absolute_url(self):
        return reverse("help:answer", args=[self.slug])

    def get_preview_template(self, request, mode_name):
        return "help/answer.html"


class QuestionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and those to an office that one answers for. Nobody else knows that they exist."""
        if not user.pk:
            return self.none()
        bodies = [scope.body for scope in user.reach.scopes if scope.body]
        offices = [int(body.partition(":")[2]) for body in bodies if body.startswith("office:")]
        return self.filter(Q(member=user) | Q(office__in=offices))

    def received_by(self, user):
        return self.visible_to(user).exclude(member=user)

    def waiting(self):
        return self.filter(reply__isnull=True)


def _asked(field, purpose, seen_by=OFFICES):
    return kept(field, purpose=purpose, basis=CONTRACT, retention=TWO_YEARS, seen_by=seen_by)


def new_number() -> str:
    """A number that can be read aloud and not guessed: "26-4417-93"."""
    digits = f"{secrets.randbelow(10**6):06}"
    return f"{timezone.localdate():%y}-{digits[:4]}-{digits[4:]}"


class Question(models.Model):
    """A question to an office, from a member or from an address. ``words`` as the person wrote them."""

    number = _asked(models.CharField(_("number"), max_length=12, unique=True, default=new_number), _("to find it again"))
    member = _asked(
        models.ForeignKey(Member, on_delete=models.CASCADE, null=True, blank=True, related_name="questions"),
        _("whose question it is"),
    )
    email = _asked(models.EmailField(_("e-mail"), blank=True), _("to send you the answer"), OWNER)
    office = _asked(models.ForeignKey(Office, on_delete=models.PROTECT, related_name="questions"), _("who reads it"))
    topic = _asked(models.CharField(_("topic"), max_length=12, choices=Topic, blank=True), _("who can answer"))
    living = _asked(models.CharField(_("country of residence"), max_length=2, blank=True), _("what holds where you live"))
    language = _asked(models.CharField(_("language"), max_length=8), _("to answer in your language"))
    words = _asked(models.TextField(_("your question"), max_length=4000), _("what you asked"))
    asked_at = _asked(models.DateTimeField(_("asked"), default=timezone.now), _("how long you have waited"))
    due_on = _asked(models.DateField(_("due")), _("until when an answer is promised"))

    objects = QuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(member__isnull=False) | ~Q(email=""), name="question_can_be_answered")
        ]
        indexes = [models.Index(fields=["office", "due_on"], name="question_office")]

    def __str__(self):
        return self.number

    def answer(self, *, by, words):
        """Reply once; the asker gets it by mail and on their page. Returns (reply, made)."""
        with transaction.atomic():
            Question.objects.select_for_update().get(pk=self.pk)
            reply, made = Reply.objects.get_or_create(question=self, defaults={"by": by, "words": words})
            if made:
                record("help.question_answered", self, by=by, place_path=self.office.place.path)
        return reply, made


class Reply(models.Model):
    """The desk's reply to a question."""

    keeping = FACTS

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="reply")
    by = kept(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="replies"),
        purpose=_("who answered you"), basis=CONTRACT, retention=TWO_YEARS, seen_by=STAFF,
    )  # fmt: skip
    words = _asked(models.TextField(_("reply"), max_length=6000), _("what was answered"))
    at = models.DateTimeField(_("answered"), default=timezone.now)

    def __str__(self):
        return str(self.question_id)
