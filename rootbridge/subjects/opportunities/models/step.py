"""One row for each thing that happened to an answer."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.people.members.models import Member

from .answer import Answer
from .turns import StepKind, own


class StepQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of the answers that the user may see."""
        return self.filter(answer__in=Answer.objects.visible_to(user))

    def in_order(self):
        return self.select_related("by").order_by("id")


class Step(models.Model):
    """What happened to an answer: which side, who, when, how many hours, in which words and their language."""

    answer = own(models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="steps"), _("what happened"))
    kind = own(models.CharField(_("step"), max_length=10, choices=StepKind), _("what happened"))
    is_home = own(models.BooleanField(_("done at home")), _("which side did it"))
    by = own(models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+"), _("who did it"))
    at = own(models.DateTimeField(_("moment"), default=timezone.now), _("when it happened"))
    hours = own(models.PositiveSmallIntegerField(_("hours"), null=True, blank=True), _("how many hours"))
    words = own(models.TextField(_("words"), max_length=2000, blank=True), _("what was said"))
    language = own(models.CharField(_("language"), max_length=8, blank=True), _("which language was written"))

    objects = StepQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["answer", "id"], name="step_answer")]

    def __str__(self):
        return self.get_kind_display()
