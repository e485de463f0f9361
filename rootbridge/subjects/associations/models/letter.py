"""A letter to an association, and its answer: neither side learns an address."""

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import CONTRACT, OFFICES, OWNER, TWO_YEARS, kept
from rootbridge.people.members.models import Member
from rootbridge.people.organisations.models import Organisation


class LetterQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and those to associations one leads; nobody else."""
        if not user.pk:
            return self.none()
        return self.filter(Q(member=user) | Q(organisation__in=Organisation.objects.led_by(user).values("pk")))

    def waiting(self):
        return self.filter(answered_at=None)


def _said(field, purpose, seen_by=OFFICES):
    return kept(field, purpose=purpose, basis=CONTRACT, retention=TWO_YEARS, seen_by=seen_by)


class Letter(models.Model):
    organisation = _said(models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="letters"),
                         _("to whom it goes"))  # fmt: skip
    member = _said(models.ForeignKey(Member, on_delete=models.CASCADE, related_name="letters_sent"), _("who wrote"))
    words = _said(models.TextField(_("letter"), max_length=3000), _("to pass it on"))
    sent_at = _said(models.DateTimeField(_("sent"), default=timezone.now), _("to answer in time"))
    answer = _said(models.TextField(_("answer"), max_length=3000, blank=True), _("to answer"), OWNER)
    answered_by = _said(models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"),
                        _("who answered"))  # fmt: skip
    answered_at = _said(models.DateTimeField(_("answered"), null=True, blank=True), _("whether it is answered"))

    objects = LetterQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation"], name="letter_waits", condition=Q(answered_at=None))]

    def __str__(self):
        return f"{self.organisation_id} {self.member_id}"

    @classmethod
    def send(cls, organisation, *, by, words) -> tuple["Letter", bool]:
        """The same words sent again are the letter that waits already. Returns (letter, made)."""
        with transaction.atomic():
            Organisation.objects.select_for_update().get(pk=organisation.pk)
            letter, made = cls.objects.get_or_create(organisation=organisation, member=by, words=words,
                                                     answered_at=None)  # fmt: skip
            if made:
                record("associations.letter_sent", organisation, by=by, place_path=organisation.place.path)
        return letter, made

    def give_answer(self, *, by, words) -> bool:
        """Answer it once; False when somebody was quicker."""
        with transaction.atomic():
            done = Letter.objects.filter(pk=self.pk, answered_at=None).update(
                answer=words, answered_by=by, answered_at=timezone.now()
            )
            if done:
                record("associations.letter_answered", self.organisation, by=by,
                       place_path=self.organisation.place.path)  # fmt: skip
        self.refresh_from_db()
        return bool(done)
