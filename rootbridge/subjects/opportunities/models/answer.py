"""A person's answer to a need, and every step that came of it: one row a step, so that both sides see who and when."""

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import CONTRACT, EVERYONE, OFFICES, OWNER, STAFF, TWO_YEARS, kept
from rootbridge.people.members.models import Member

from .need import Need

READERS = ("local_representative", "organisation_officer")


class StepKind(models.TextChoices):
    SENT = "sent", _("Sent")
    SEEN = "seen", _("Seen")
    ACCEPTED = "accepted", _("Accepted")
    PROPOSED = "proposed", _("Hours proposed")
    AGREED = "agreed", _("Hours agreed")
    CONFIRMED = "confirmed", _("Done and counted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Taken back")


# What may follow what. Hours may be proposed again until they are agreed, by either side.
NEXT = {
    StepKind.SENT: {StepKind.SEEN, StepKind.ACCEPTED, StepKind.DECLINED, StepKind.WITHDRAWN},
    StepKind.SEEN: {StepKind.ACCEPTED, StepKind.DECLINED, StepKind.WITHDRAWN},
    StepKind.ACCEPTED: {StepKind.PROPOSED, StepKind.DECLINED, StepKind.WITHDRAWN},
    StepKind.PROPOSED: {StepKind.PROPOSED, StepKind.AGREED, StepKind.DECLINED, StepKind.WITHDRAWN},
    StepKind.AGREED: {StepKind.CONFIRMED},
    StepKind.CONFIRMED: set(),
    StepKind.DECLINED: set(),
    StepKind.WITHDRAWN: set(),
}
OVER = (StepKind.CONFIRMED, StepKind.DECLINED, StepKind.WITHDRAWN)
SHOWABLE = ("name", "abilities", "skills", "languages", "home", "living", "phone")


class OutOfTurn(Exception):
    """This step cannot follow the present one; ``state`` says where the answer stands."""

    def __init__(self, state):
        super().__init__(state)
        self.state = state


class AnswerQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and those to needs of one's own place or organisation. The centre sees sums, not persons."""
        if not user.pk:
            return self.none()
        works = user.reach.condition(*READERS, path="need__place__path", body="need__organisation__body")
        return self.filter(Q(member=user) | works)

    def received_by(self, user):
        """Answers to the needs that a user works for."""
        works = user.reach.condition(*READERS, path="need__place__path", body="need__organisation__body")
        return self.filter(works).exclude(member=user)

    def waiting_for_home(self):
        """Home must act: accept, propose hours, or confirm what was done."""
        return self.filter(
            Q(state__in=(StepKind.SENT, StepKind.SEEN, StepKind.ACCEPTED, StepKind.AGREED))
            | Q(state=StepKind.PROPOSED, proposed_by_home=False)
        )

    def under_way(self):
        return self.exclude(state__in=OVER)

    def for_cards(self):
        return self.select_related("need__place", "need__organisation", "member")


def _own(field, purpose, seen_by=OFFICES):
    return kept(field, purpose=purpose, basis=CONTRACT, retention=TWO_YEARS, seen_by=seen_by)


class Answer(models.Model):
    """``shown``: what of the profile the member chose to show, out of SHOWABLE; ``profile``: those words as they were
    then; ``state``: kind of the last step; ``hours_agreed``/``hours_given``: whole hours."""

    need = _own(models.ForeignKey(Need, on_delete=models.PROTECT, related_name="answers"), _("which need you answered"))
    member = _own(models.ForeignKey(Member, on_delete=models.CASCADE, related_name="answers"), _("whose answer it is"))
    message = _own(models.TextField(_("your message"), max_length=4000), _("so that home knows what you offer"))
    language = _own(models.CharField(_("language"), max_length=8), _("so that home knows which language it is"))
    hours_offered = _own(models.PositiveSmallIntegerField(_("hours you can give")), _("so that home can plan"))
    phone = _own(models.CharField(_("telephone"), max_length=40, blank=True), _("only if you want a call"))
    shown = _own(
        ArrayField(models.CharField(max_length=12), verbose_name=_("what you show"), default=list),
        _("so that home sees what you chose"),
    )
    profile = _own(models.JSONField(_("what you showed"), default=dict), _("so that home sees what you chose"))
    is_named_in_public = _own(
        models.BooleanField(_("my name on the public page of this need"), default=False),
        _("so that others see who helped"), EVERYONE,
    )  # fmt: skip
    state = _own(models.CharField(_("state"), max_length=10, choices=StepKind, default=StepKind.SENT), _("where it stands"))
    proposed_by_home = _own(models.BooleanField(_("home proposed"), default=False), _("whose turn it is"), OFFICES)
    hours_agreed = _own(models.PositiveSmallIntegerField(_("hours agreed"), null=True, blank=True), _("what was agreed"))
    hours_given = _own(
        models.PositiveSmallIntegerField(_("hours given"), null=True, blank=True), _("to count what people gave"), OFFICES
    )
    sent_at = _own(models.DateTimeField(_("sent"), default=timezone.now), _("how long you have waited"), OFFICES)
    first_reply_at = _own(
        models.DateTimeField(_("first reply"), null=True, blank=True), _("to count how long people wait"), STAFF
    )
    version = _own(models.PositiveIntegerField(_("version"), default=1), _("to refuse two steps at once"), OWNER)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["need", "member"], name="answer_once"),
            models.CheckConstraint(condition=Q(hours_offered__range=(1, 2000)), name="answer_hours_offered"),
            models.CheckConstraint(
                condition=Q(hours_agreed__isnull=True) | Q(hours_agreed__range=(1, 2000)), name="answer_hours_agreed"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("agreed", "confirmed")) | Q(hours_agreed__isnull=False),
                name="answer_agreed_has_hours",
            ),
            models.CheckConstraint(
                condition=Q(state="confirmed", hours_given__isnull=False) | Q(hours_given__isnull=True),
                name="answer_given_when_confirmed",
            ),
        ]
        indexes = [
            models.Index(fields=["member", "-sent_at"], name="answer_member"),
            models.Index(fields=["state", "sent_at"], name="answer_state"),
        ]

    def __str__(self):
        return f"{self.need_id}: {self.state}"

    @property
    def is_homes_turn(self) -> bool:
        if self.state == StepKind.PROPOSED:
            return not self.proposed_by_home
        return self.state in (StepKind.SENT, StepKind.SEEN, StepKind.ACCEPTED, StepKind.AGREED)

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    def may_become(self, kind) -> bool:
        return kind in NEXT[StepKind(self.state)]

    @classmethod
    def send(cls, need, member, *, message, language, hours, shown, profile, phone="", is_named_in_public=False):
        """Answer a need, once; sent again it is the first answer that stands. Returns (answer, made)."""
        with transaction.atomic():
            answer, made = cls.objects.get_or_create(
                need=need, member=member,
                defaults={"message": message, "language": language, "hours_offered": hours, "shown": shown,
                          "profile": profile, "phone": phone, "is_named_in_public": is_named_in_public},
            )  # fmt: skip
            if made:
                Step.objects.create(answer=answer, kind=StepKind.SENT, by=member, is_home=False, hours=hours)
                record("opportunities.answered", answer, by=member, fields=shown, place_path=need.place.path)
        return answer, made

    def see(self, *, by):
        """Home opened it for the first time; the member sees when."""
        if self.state == StepKind.SENT:
            self._step(StepKind.SEEN, by=by, is_home=True)
        return self

    def accept(self, *, by, words=""):
        return self._step(StepKind.ACCEPTED, by=by, is_home=True, words=words)

    def decline(self, *, by, words):
        """Home says no, with a reason that the member reads."""
        return self._step(StepKind.DECLINED, by=by, is_home=True, words=words)

    def withdraw(self, *, by, words=""):
        """The member takes it back; possible until hours are agreed."""
        return self._step(StepKind.WITHDRAWN, by=by, is_home=False, words=words)

    def propose(self, *, by, hours, is_home, words=""):
        return self._step(StepKind.PROPOSED, by=by, is_home=is_home, hours=hours, words=words, proposed_by_home=is_home)

    def agree(self, *, by, is_home):
        """Agree to the hours that the other side proposed last."""
        if self.proposed_by_home == is_home:
            raise PermissionDenied("one side cannot agree with itself")
        hours = self.steps.filter(kind=StepKind.PROPOSED).order_by("-id").values_list("hours", flat=True).first()
        return self._step(StepKind.AGREED, by=by, is_home=is_home, hours=hours, hours_agreed=hours)

    def confirm(self, *, by, hours, words=""):
        """Home confirms how many hours were given; they are counted from now on."""
        return self._step(StepKind.CONFIRMED, by=by, is_home=True, hours=hours, words=words, hours_given=hours)

    def _step(self, kind, *, by, is_home, hours=None, words="", **fields):
        """Lock, refuse what is out of turn, write the step and the record. Returns the answer as it is now."""
        with transaction.atomic():
            mine = Answer.objects.select_for_update().get(pk=self.pk)
            if not mine.may_become(kind):
                raise OutOfTurn(mine.state)
            now = timezone.now()
            if is_home and mine.first_reply_at is None and kind != StepKind.SEEN:
                fields["first_reply_at"] = now
            values = {"state": kind, "version": mine.version + 1, **fields}
            Answer.objects.filter(pk=mine.pk).update(**values)
            Step.objects.create(answer=mine, kind=kind, by=by, is_home=is_home, at=now, hours=hours, words=words)
            record(f"opportunities.answer_{kind}", mine, by=by, fields=[kind], place_path=mine.need.place.path)
        for name, value in values.items():
            setattr(self, name, value)
        return self


class Step(models.Model):
    """What happened to an answer: which side, who, when, how many hours, in which words."""

    answer = _own(models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="steps"), _("what happened"))
    kind = _own(models.CharField(_("step"), max_length=10, choices=StepKind), _("what happened"))
    is_home = _own(models.BooleanField(_("done at home")), _("which side did it"))
    by = _own(models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+"), _("who did it"))
    at = _own(models.DateTimeField(_("moment"), default=timezone.now), _("when it happened"))
    hours = _own(models.PositiveSmallIntegerField(_("hours"), null=True, blank=True), _("how many hours"))
    words = _own(models.TextField(_("words"), max_length=2000, blank=True), _("what was said"))

    class Meta:
        indexes = [models.Index(fields=["answer", "id"], name="step_answer")]

    def __str__(self):
        return self.get_kind_display()
