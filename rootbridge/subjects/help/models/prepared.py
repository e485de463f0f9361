"""Replies that a desk has ready, in every language, with places that are filled in for each question."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import FACTS
from rootbridge.base.design.formats import date
from rootbridge.base.reference.topics import Topic
from rootbridge.people.offices.models import Office, in_language

from ..staff import offices_of


class PreparedReplyQuerySet(models.QuerySet):
    def for_question(self, question):
        """Those of its office and those for all, on its topic or on any; the nearest first."""
        fits = Q(office=None) | Q(office=question.office_id)
        rows = self.filter(fits).filter(Q(topic="") | Q(topic=question.topic))
        return rows.order_by("-topic", models.F("office").asc(nulls_last=True), "pk")

    def visible_to(self, user):
        """Those for all and those of the offices one answers for; all inside what one administers."""
        if not user.pk:
            return self.none()
        administered = user.reach.condition("administrator", path="office__place__path")
        return self.filter(Q(office=None) | Q(office__in=offices_of(user)) | administered)


class PreparedReply(models.Model):
    """``office``: whose it is, None for all; ``titles``, ``words``: {language: text}; ``{number}``, ``{office}``,
    ``{date}`` and ``{due}`` in the words are filled in."""

    keeping = FACTS

    office = models.ForeignKey(
        Office, on_delete=models.CASCADE, null=True, blank=True, related_name="prepared", verbose_name=_("whose it is")
    )
    topic = models.CharField(_("topic"), max_length=12, choices=Topic, blank=True)
    titles = models.JSONField(_("names"), default=dict)
    words = models.JSONField(_("words"), default=dict)

    objects = PreparedReplyQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words={}), name="prepared_reply_says_something")]

    def __str__(self):
        return self.title

    @property
    def title(self) -> str:
        return in_language(self.titles)

    @property
    def languages(self) -> list[str]:
        return [code for code, _name in settings.LANGUAGES if self.words.get(code)]

    def filled(self, question) -> str:
        """Its words in the language of whoever asked, else in the next best, with what is known filled in."""
        known = {
            "{number}": question.number, "{office}": in_language(question.office.names, question.language),
            "{date}": date(timezone.localdate()), "{due}": date(question.due_on),
        }  # fmt: skip
        text = in_language(self.words, question.language)
        for place, value in known.items():
            text = text.replace(place, value)
        return text

    def keep(self, *, by) -> "PreparedReply":
        """Write it, new or changed."""
        with transaction.atomic():
            self.save()
            record("help.reply_prepared", self, by=by, place_path=self.office.place.path if self.office else "")
        return self

    def take_away(self, *, by) -> None:
        with transaction.atomic():
            record("help.prepared_reply_removed", self, by=by,
                   place_path=self.office.place.path if self.office else "")  # fmt: skip
            self.delete()
