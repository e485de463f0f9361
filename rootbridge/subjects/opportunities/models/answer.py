"""A person's answer to a need, from the message to the hours that are counted."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import EVERYONE, OWNER, STAFF
from rootbridge.base.reference.models import Occupation
from rootbridge.people.members.models import Member

from .need import Need
from .needs import either
from .turns import MOST_HOURS, NEXT, OVER, OutOfTurn, StepKind, own

READERS = ("local_representative", "organisation_officer")
REPLY_DAYS = 3  # promised by who belongs to no office
FORGOTTEN = timedelta(days=45)  # hours agreed without an end come back to home after this


class AnswerQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and those to needs of one's own place or organisation. The centre sees sums, not persons."""
        if not user.pk:
            return self.none()
        works = user.reach.condition(*READERS, path="need__place__path", body="need__organisation__body")
        return self.filter(either(Q(member=user), works))

    def of(self, member):
        return self.filter(member=member) if member.pk else self.none()

    def received_by(self, user):
        """Answers to the needs that a user works for."""
        if not user.pk:
            return self.none()
        works = user.reach.condition(*READERS, path="need__place__path", body="need__organisation__body")
        return self.filter(works).exclude(member=user)

    def waiting_for_home(self, now):
        """Home must act: open, accept or decline, propose or agree hours, or confirm what was given."""
        overdue = Q(need__ends_on__lt=now.date()) | Q(need__ends_on__isnull=True, moved_at__lt=now - FORGOTTEN)
        return self.filter(
            Q(state__in=(StepKind.SENT, StepKind.SEEN, StepKind.ACCEPTED, StepKind.GIVEN))
            | Q(state=StepKind.PROPOSED, proposed_by_home=False)
            | Q(overdue, state=StepKind.AGREED)
        )

    def standing(self):
        """All but those taken back."""
        return self.exclude(state=StepKind.WITHDRAWN)

    def welcomed(self):
        """Accepted, and what follows."""
        return self.filter(state__in=(StepKind.ACCEPTED, StepKind.PROPOSED, StepKind.AGREED, StepKind.GIVEN,
                                      StepKind.CONFIRMED))  # fmt: skip

    def under_way(self):
        return self.exclude(state__in=OVER)

    def for_cards(self):
        return self.select_related("need__place", "need__organisation__office", "member__living", "member__home")


class Answer(models.Model):
    """``shown``: what of the profile the member chose to show (see ``showing``); ``profile``: those facts as they were
    then; ``state``: kind of the last step, ``moved_at`` its moment; hours are whole; ``counts_hours``: as the need did.
    ``public_occupation``, ``public_country``: what the public page may say instead of a name; both are set only where
    at least ten members share them."""

    need = own(models.ForeignKey(Need, on_delete=models.PROTECT, related_name="answers"), _("which need you answered"))
    member = own(models.ForeignKey(Member, on_delete=models.CASCADE, related_name="answers"), _("whose answer it is"))
    message = own(models.TextField(_("your message"), max_length=4000), _("so that home knows what you offer"))
    language = own(models.CharField(_("language"), max_length=8), _("so that home knows which language it is"))
    counts_hours = own(models.BooleanField(_("a matter of hours"), default=True), _("what is to be agreed"))
    hours_offered = own(
        models.PositiveSmallIntegerField(_("hours you can give"), null=True, blank=True), _("so that home can plan")
    )
    phone = own(models.CharField(_("telephone"), max_length=40, blank=True), _("only if you want a call"))
    shown = own(
        ArrayField(models.CharField(max_length=12), verbose_name=_("what you show"), default=list, blank=True),
        _("so that home sees what you chose"),
    )
    profile = own(
        models.JSONField(_("what you showed"), default=dict, blank=True), _("so that home sees what you chose")
    )
    is_named_in_public = own(
        models.BooleanField(_("my name on the public page of this need"), default=False),
        _("so that others see who helped"), EVERYONE,
    )  # fmt: skip
    public_occupation = own(
        models.ForeignKey(Occupation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"),
        _("what the page says instead of your name"), EVERYONE,
    )  # fmt: skip
    public_country = own(
        models.CharField(_("country"), max_length=2, blank=True), _("what the page says instead of your name"), EVERYONE
    )
    state = own(
        models.CharField(_("state"), max_length=10, choices=StepKind, default=StepKind.SENT), _("where it stands")
    )
    moved_at = own(models.DateTimeField(_("since"), default=timezone.now), _("how long you have waited"))
    proposed_by_home = own(models.BooleanField(_("home proposed"), default=False), _("whose turn it is"))
    hours_agreed = own(models.PositiveSmallIntegerField(_("hours agreed"), null=True, blank=True), _("what was agreed"))
    hours_given = own(
        models.PositiveSmallIntegerField(_("hours given"), null=True, blank=True), _("to count what people gave")
    )
    sent_at = own(models.DateTimeField(_("sent"), default=timezone.now), _("how long you have waited"))
    first_reply_at = own(
        models.DateTimeField(_("first reply"), null=True, blank=True), _("to count how long people wait"), STAFF
    )
    version = own(models.PositiveIntegerField(_("version"), default=1), _("to refuse two steps at once"), OWNER)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["need", "member"], name="answer_once"),
            models.CheckConstraint(
                condition=Q(hours_offered__isnull=True) | Q(hours_offered__range=(1, MOST_HOURS)),
                name="answer_hours_offered",
            ),
            models.CheckConstraint(
                condition=Q(hours_agreed__isnull=True) | Q(hours_agreed__range=(1, MOST_HOURS)),
                name="answer_hours_agreed",
            ),
            models.CheckConstraint(
                condition=Q(counts_hours=False) | Q(hours_agreed__isnull=False)
                | ~Q(state__in=("agreed", "given", "confirmed")),
                name="answer_agreed_has_hours",
            ),
            models.CheckConstraint(
                condition=Q(counts_hours=False) | Q(state="confirmed", hours_given__isnull=False)
                | (~Q(state="confirmed") & Q(hours_given__isnull=True)),
                name="answer_given_when_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(hours_given__isnull=True) | Q(hours_given__lte=MOST_HOURS), name="answer_hours_given"
            ),
        ]  # fmt: skip
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
        return self.state in (StepKind.SENT, StepKind.SEEN, StepKind.ACCEPTED, StepKind.GIVEN)

    @property
    def is_opened(self) -> bool:
        """May home read it? Not before somebody opened it, and not after it was taken back."""
        return self.state not in (StepKind.SENT, StepKind.WITHDRAWN)

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def wait(self) -> timedelta | None:
        """From the message to the first reply."""
        return self.first_reply_at - self.sent_at if self.first_reply_at else None

    @property
    def due_at(self):
        """When home promised to act: working days after the last step."""
        office = self.need.organisation.office
        return working_days_after(self.moved_at, office.reply_days if office else REPLY_DAYS)

    def may_become(self, kind) -> bool:
        return kind in NEXT[StepKind(self.state)]

    @classmethod
    def send(cls, need, member, *, message, language, **more):
        """Answer a need, once; sent again it is the first answer that stands, unless it was taken back.

        Returns (answer, made).
        """
        values = {"message": message, "language": language, "counts_hours": need.counts_hours, **more}
        with transaction.atomic():
            answer, made = cls.objects.get_or_create(need=need, member=member, defaults=values)
            if not made:
                taken_back = cls.objects.filter(pk=answer.pk, state=StepKind.WITHDRAWN)
                now = timezone.now()
                fresh = {"state": StepKind.SENT, "sent_at": now, "moved_at": now, "first_reply_at": None}
                made = bool(taken_back.update(**values, **fresh))
                answer = cls.objects.get(pk=answer.pk)
            if made:
                hours = answer.hours_offered
                answer.steps.create(kind=StepKind.SENT, by=member, is_home=False, at=answer.sent_at, hours=hours)
                record("opportunities.answered", answer, by=member, fields=answer.shown, place_path=need.place.path)
        return answer, made

    def see(self, *, by):
        """Home opened it for the first time; the member sees who and when."""
        return self._step(StepKind.SEEN, by=by, is_home=True) if self.state == StepKind.SENT else self

    def accept(self, *, by, **said):
        return self._step(StepKind.ACCEPTED, by=by, is_home=True, **said)

    def decline(self, *, by, **said):
        """Home says no, with a reason (``words``) that the member reads."""
        return self._step(StepKind.DECLINED, by=by, is_home=True, **said)

    def withdraw(self, *, by, **said):
        """The member takes it back; possible until hours are agreed. What they wrote and showed is gone."""
        changed = {"message": "", "shown": [], "profile": {}, "phone": "", "hours_offered": None,
                   "is_named_in_public": False, "public_occupation": None, "public_country": ""}  # fmt: skip
        with transaction.atomic():
            self._step(StepKind.WITHDRAWN, by=by, is_home=False, changed=changed, **said)
            self.steps.filter(is_home=False).update(words="", language="")
        return self

    def propose(self, *, by, is_home, hours=None, **said):
        """Say how many hours, and when in ``words``; the other side agrees or proposes again."""
        changed = {"proposed_by_home": is_home}
        return self._step(StepKind.PROPOSED, by=by, is_home=is_home, hours=hours, changed=changed, **said)

    def agree(self, *, by, is_home, **said):
        """Agree to the hours that the other side proposed last. PermissionDenied for the side that proposed."""
        return self._step(StepKind.AGREED, by=by, is_home=is_home, **said)

    def give(self, *, by, hours=None, **said):
        """The member says that it is done."""
        return self._step(StepKind.GIVEN, by=by, is_home=False, hours=hours, **said)

    def confirm(self, *, by, hours=None, **said):
        """Home confirms how many hours were given; they are counted from now on."""
        return self._step(StepKind.CONFIRMED, by=by, is_home=True, hours=hours, changed={"hours_given": hours}, **said)

    def _step(self, kind, *, by, is_home, hours=None, changed=None, words="", language="", version=None):
        """Lock, refuse what is out of turn, write the step and the record. Returns the answer as it is now.

        ``version``: of the answer that whoever acts had before them; OutOfTurn where it moved on meanwhile.
        """
        with transaction.atomic():
            mine = Answer.objects.select_for_update(of=("self",)).select_related("need__place").get(pk=self.pk)
            if not mine.may_become(kind) or version not in (None, mine.version):
                raise OutOfTurn(mine.state)
            now, values = timezone.now(), dict(changed or {})
            if kind == StepKind.AGREED:
                hours = values["hours_agreed"] = mine._hours_on_the_table(is_home)
            if is_home and mine.first_reply_at is None and kind != StepKind.SEEN:
                values["first_reply_at"] = now
            values |= {"state": kind, "moved_at": now, "version": mine.version + 1}
            Answer.objects.filter(pk=mine.pk).update(**values)
            mine.steps.create(kind=kind, by=by, is_home=is_home, at=now, hours=hours, words=words, language=language)
            record(f"opportunities.answer_{kind}", mine, by=by, fields=[kind], place_path=mine.need.place.path)
        for name, value in values.items():
            setattr(self, name, value)
        return self

    def _hours_on_the_table(self, is_home):
        if self.proposed_by_home == is_home:
            raise PermissionDenied("one side cannot agree with itself")
        return self.steps.filter(kind=StepKind.PROPOSED).order_by("-id").values_list("hours", flat=True).first()


def working_days_after(moment, days):
    """The moment so many working days later; Saturday and Sunday do not count."""
    while days:
        moment += timedelta(days=1)
        days -= moment.weekday() < 5
    return moment
