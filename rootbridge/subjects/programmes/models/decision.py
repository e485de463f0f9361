"""What is decided on an application: by one person with reasons, confirmed by another, within the money left."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.people.members.models import Member

from .application import Application
from .applications import MovedOn, State, own
from .call import Call
from .programme import handled_offices
from .review import Assignment


class Outcome(models.TextChoices):
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")
    RESERVE = "reserve", _("On the reserve list")


class OverSpent(Exception):
    """The call has less money left than was to be granted."""

    def __init__(self, left: int):
        super().__init__(str(left))
        self.left = left


class DecisionQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(confirmed_at=None, dropped_at=None)

    def confirmed(self):
        return self.filter(confirmed_at__isnull=False)


class Decision(models.Model):
    """``reasons``: in the language of the applicant, sent to them; ``amount``: in the currency of the programme.
    ``four_eyes``: another person confirmed it, as the database holds."""

    application = own(
        models.ForeignKey(Application, on_delete=models.CASCADE, related_name="decisions"), _("which application")
    )
    outcome = own(models.CharField(_("decision"), max_length=8, choices=Outcome), _("what was decided"))
    amount = own(models.PositiveBigIntegerField(_("amount"), null=True, blank=True), _("what was decided"))
    reasons = own(models.TextField(_("reasons")), _("why it was decided"))
    language = own(models.CharField(_("language"), max_length=8), _("to read it in the right voice"))
    proposed_by = own(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+"), _("who proposed it")
    )
    proposed_at = own(models.DateTimeField(_("proposed"), default=timezone.now), _("when"))
    confirmed_by = own(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"),
        _("who confirmed it"),
    )
    confirmed_at = own(models.DateTimeField(_("confirmed"), null=True, blank=True), _("when"))
    four_eyes = own(models.BooleanField(_("confirmed by a second person"), default=True), _("who confirmed it"))
    dropped_at = own(models.DateTimeField(_("dropped"), null=True, blank=True), _("whether it was given up"))

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="granted", amount__gte=1) | (~Q(outcome="granted") & Q(amount=None)),
                name="decision_amount_of_grant",
            ),
            models.CheckConstraint(
                condition=Q(four_eyes=False) | Q(confirmed_by=None) | Q(proposed_by=None)
                | ~Q(confirmed_by=F("proposed_by")),
                name="decision_four_eyes",
            ),
            models.UniqueConstraint(
                fields=["application"], condition=Q(confirmed_at=None, dropped_at=None), name="decision_one_waiting"
            ),
            models.CheckConstraint(condition=~Q(reasons=""), name="decision_has_reasons"),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.application_id}: {self.outcome}"

    @classmethod
    def propose(cls, application, *, by, outcome, reasons, amount=None) -> "Decision":
        """Propose a decision; one that waits already is replaced. MovedOn where none is to be taken."""
        with transaction.atomic():
            mine = Application.objects.locked(application.pk)
            if not mine.may_be_decided:
                raise MovedOn(mine.state)
            mine.decisions.waiting().update(dropped_at=timezone.now())
            made = cls.objects.create(
                application=mine, outcome=outcome, reasons=reasons, language=mine.language, proposed_by=by,
                amount=amount if outcome == Outcome.GRANTED else None,
            )  # fmt: skip
            mine.note("decision_proposed", by=by)
        return made

    def drop(self, *, by) -> None:
        """Give it back: it is proposed anew, or not at all."""
        with transaction.atomic():
            Application.objects.locked(self.application_id)
            if Decision.objects.filter(pk=self.pk).waiting().update(dropped_at=timezone.now()):
                self.application.note("decision_dropped", by=by)
        self.refresh_from_db()

    def confirm(self, *, by) -> "Decision":
        """A second person, who neither proposed nor reviewed, makes it stand. The money of the call is counted while
        the call is held: OverSpent where less is left; MovedOn where it was confirmed or dropped before."""
        four_eyes = settings.ROOTBRIDGE_FOUR_EYES
        with transaction.atomic():
            call = Call.objects.locked(self.application.call_id)
            application = Application.objects.locked(self.application_id)
            mine = Decision.objects.select_for_update(of=("self",)).get(pk=self.pk)
            if mine.confirmed_at or mine.dropped_at or not application.may_be_decided:
                raise MovedOn(application.state)
            if not is_second(by, mine):
                raise PermissionDenied("a second person, who did not review, must confirm")
            if mine.outcome == Outcome.GRANTED:
                keep_within(call, mine.amount)
            now = timezone.now()
            Decision.objects.filter(pk=mine.pk).update(confirmed_by=by, confirmed_at=now, four_eyes=four_eyes)
            application.become(
                State(mine.outcome), by=by, before=(State.SENT, State.RESERVE), words=mine.reasons, granted=mine.amount
            )
        self.refresh_from_db()
        return self


def is_second(user, decision) -> bool:
    """Neither who proposed nor who reviewed; where the platform wants no second pair of eyes, only no reviewer. An
    answer of rows, so that page and verb ask the same."""
    if decision.application.call.programme.office_id not in handled_offices(user):
        return False
    has_reviewed = Assignment.objects.filter(application=decision.application_id, reviewer=user).exists()
    return not has_reviewed and (not settings.ROOTBRIDGE_FOUR_EYES or decision.proposed_by_id != user.pk)


def keep_within(call, amount: int) -> None:
    """OverSpent where a call, held by this transaction, has less left than this amount."""
    left = call.money().left
    if left is not None and amount > left:
        raise OverSpent(left)
