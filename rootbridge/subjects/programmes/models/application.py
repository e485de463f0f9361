"""An application: from the first draft to what came of it. Each step of it is a row."""

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import CONSENT, OWNER, STAFF
from rootbridge.base.reference.models import Place
from rootbridge.people.members.models import AgeBand, Gender, Member
from rootbridge.shared.conversations.models import Conversation

from ..eligibility import Applicant, Sector
from .applications import OVER, ApplicationQuerySet, Incomplete, MovedOn, State, own
from .call import Call, NotOpen
from .terms import Stage


class Application(models.Model):
    """``number``: told to people once it is sent; ``facts``: {field of eligibility: said}; ``answers``: {number
    of a question: words}; ``costs``: [{"what", "amount"}]; ``given``: {side: amount}; ``asked``, ``granted``: in the
    currency of the programme; ``counted_…``: said for counting only, and shown to nobody."""

    call = own(models.ForeignKey(Call, on_delete=models.PROTECT, related_name="applications"), _("what you apply for"))
    member = own(models.ForeignKey(Member, on_delete=models.CASCADE, related_name="applications"), _("who applies"))
    number = own(
        models.CharField(_("number"), max_length=40, null=True, blank=True, unique=True), _("to find it again")
    )
    language = own(models.CharField(_("language"), max_length=8), _("to answer in your language"))
    title = own(models.CharField(_("what it is called"), max_length=120, blank=True), _("to know what it is about"))
    applicant = own(
        models.CharField(_("who applies"), max_length=20, choices=Applicant, blank=True), _("to check the rules")
    )
    sector = own(models.CharField(_("field"), max_length=20, choices=Sector, blank=True), _("to check the rules"))
    place = own(
        models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
                          verbose_name=_("place")), _("where it happens"),
    )  # fmt: skip
    phone = own(models.CharField(_("telephone"), max_length=40, blank=True), _("if you want to be called"))
    facts = own(models.JSONField(_("what the rules ask"), default=dict, blank=True), _("to check the rules"))
    answers = own(models.JSONField(_("answers"), default=dict, blank=True), _("to judge the application"))
    costs = own(models.JSONField(_("costs"), default=list, blank=True), _("to judge the application"))
    given = own(models.JSONField(_("who gives what"), default=dict, blank=True), _("to check the rules"))
    counted_gender = own(models.CharField(_("gender"), max_length=12, choices=Gender, blank=True),
                         _("to count; shown only as a sum"), seen_by=OWNER, basis=CONSENT)  # fmt: skip
    counted_age = own(models.CharField(_("age"), max_length=6, choices=AgeBand, blank=True),
                      _("to count; shown only as a sum"), seen_by=OWNER, basis=CONSENT)  # fmt: skip
    counted_region = own(models.CharField(_("region"), max_length=60, blank=True),
                         _("to count; shown only as a sum"), seen_by=OWNER, basis=CONSENT)  # fmt: skip
    counted_residence = own(models.CharField(_("country of residence"), max_length=2, blank=True),
                            _("to count; shown only as a sum"), seen_by=OWNER, basis=CONSENT)  # fmt: skip
    asked = own(models.PositiveBigIntegerField(_("asked for"), null=True, blank=True), _("to sum up a call"))
    granted = own(models.PositiveBigIntegerField(_("granted"), null=True, blank=True), _("to sum up a call"))
    state = own(models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT), _("where it stands"))
    stage = own(models.ForeignKey(Stage, on_delete=models.SET_NULL, null=True, blank=True, related_name="applications"),
                _("where it stands"))  # fmt: skip
    stage_since = own(models.DateTimeField(_("in this stage since"), null=True, blank=True), _("how long you wait"))
    adviser = own(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="advised"),
        _("who accompanies you"),
    )
    conversation = own(
        models.ForeignKey(Conversation, on_delete=models.SET_NULL, null=True, blank=True, related_name="applications"),
        _("what was written and sent"),
    )
    begun_at = own(models.DateTimeField(_("begun"), default=timezone.now), _("to clear old drafts"))
    changed_at = own(models.DateTimeField(_("changed"), default=timezone.now), _("to show when it was saved"))
    sent_at = own(models.DateTimeField(_("sent"), null=True, blank=True), _("to prove that it came in time"))
    ended_at = own(models.DateTimeField(_("over"), null=True, blank=True), _("to know when it goes"))
    reminded_at = own(models.DateTimeField(_("reminded"), null=True, blank=True), _("to remind once"), seen_by=STAFF)
    version = own(models.PositiveIntegerField(_("version"), default=1), _("to refuse two edits at once"), seen_by=OWNER)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["call", "member"], condition=~Q(state="withdrawn"), name="application_once_a_call"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "withdrawn")) | Q(sent_at__isnull=False, number__isnull=False),
                name="application_sent_has_number",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("granted", "finished"), granted__gte=1)
                | (~Q(state__in=("granted", "finished")) & Q(granted=None)),
                name="application_granted_has_amount",
            ),
        ]
        indexes = [models.Index(fields=["member", "-changed_at"], name="application_member"),
                   models.Index(fields=["call", "state"], name="application_call")]  # fmt: skip

    def __str__(self):
        return self.number or self.title or str(_("Draft"))

    def get_absolute_url(self):
        return reverse("programmes:application", args=[self.pk])

    @property
    def programme(self):
        return self.call.programme

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def is_accompanied(self) -> bool:
        return self.state in (State.GRANTED, State.FINISHED)

    @property
    def may_be_decided(self) -> bool:
        """In a stage that decides, or on the reserve list."""
        at_stage = self.stage is not None and self.stage.does == "decide"
        return self.state == State.RESERVE or (self.state == State.SENT and at_stage)

    @classmethod
    def begin(cls, call, *, by, language, **values) -> tuple["Application", bool]:
        """A draft for an open call; the one there is where it was begun before. Returns (application, made). Raises
        NotOpen."""
        with transaction.atomic():
            if not Call.objects.open_now().filter(pk=call.pk).exists():
                raise NotOpen
            Member.objects.select_for_update().get(pk=by.pk)
            standing = cls.objects.filter(call=call, member=by).exclude(state=State.WITHDRAWN).first()
            if standing:
                return standing, False
            made = cls.objects.create(call=call, member=by, language=language, **values)
            made.note("begun", by=by)
        return made, True

    def save_part(self, *, by, version=None, **values) -> "Application":
        """Save what one step of the form holds. MovedOn where it is no draft any more, or where a co-applicant saved
        the same step since (``version``)."""
        with transaction.atomic():
            mine = Application.objects.locked(self.pk)
            if mine.state != State.DRAFT or version not in (None, mine.version):
                raise MovedOn(mine.state)
            given = values.get("given", mine.given)
            values |= {"changed_at": timezone.now(), "asked": given.get("programme")}
            Application.objects.filter(pk=mine.pk).update(**values, version=F("version") + 1)
            record("programmes.saved", mine, by=by, fields=sorted(values), place_path=mine.programme.place.path)
        self.refresh_from_db()
        return self

    def send(self, *, by, is_complete) -> "Application":
        """Hand it in. ``is_complete(application)``: asked of the row as it is then. The database decides: the call is
        held, its clock says whether it is open, and the number is the next. Raises MovedOn, NotOpen, Incomplete,
        PermissionDenied."""
        with transaction.atomic():
            call = Call.objects.locked(self.call_id)
            mine = Application.objects.locked(self.pk)
            if mine.member_id != by.pk:
                raise PermissionDenied("only who applies hands it in")
            if mine.state != State.DRAFT:
                raise MovedOn(mine.state)
            number = call.take_number()
            if not is_complete(mine):
                raise Incomplete
            now = timezone.now()
            first = call.programme.stages.order_by("order", "pk").first()
            Application.objects.filter(pk=mine.pk).update(
                state=State.SENT, sent_at=now, number=f"{call.key.upper()}-{number:04d}", stage=first, stage_since=now,
                version=F("version") + 1, changed_at=now,
            )  # fmt: skip
            mine.note("sent", by=by)
        self.refresh_from_db()
        return self

    def withdraw(self, *, by, words="") -> "Application":
        """Take it back, until it is decided. MovedOn afterwards."""
        if by.pk != self.member_id:
            raise PermissionDenied("only who applies takes it back")
        return self.become(State.WITHDRAWN, by=by, before=(State.DRAFT, State.SENT, State.RESERVE), words=words)

    def finish(self, *, by) -> "Application":
        """The accompaniment is over."""
        return self.become(State.FINISHED, by=by, before=(State.GRANTED,))

    def become(self, state, *, by, before, words="", **values) -> "Application":
        """Take one step under lock. MovedOn where the application is in none of the states ``before``."""
        with transaction.atomic():
            mine = Application.objects.locked(self.pk)
            if mine.state not in before:
                raise MovedOn(mine.state)
            now = timezone.now()
            values |= {"state": state, "version": mine.version + 1}
            values["ended_at"] = now if state in OVER else None
            Application.objects.filter(pk=mine.pk).update(**values)
            mine.note(str(state), by=by, words=words)
            if state in OVER and mine.conversation:
                mine.conversation.close(now=now)
        self.refresh_from_db()
        return self

    def enter(self, stage, *, by) -> "Application":
        """Go to another stage of the programme, forward or back. MovedOn where it is decided by now."""
        with transaction.atomic():
            mine = Application.objects.locked(self.pk)
            if mine.state != State.SENT or stage.programme_id != mine.call.programme_id:
                raise MovedOn(mine.state)
            if mine.stage_id != stage.pk:
                Application.objects.filter(pk=mine.pk).update(
                    stage=stage, stage_since=timezone.now(), version=F("version") + 1
                )
                mine.note("stage", by=by, data={"stage": stage.names})
        self.refresh_from_db()
        return self

    def advise(self, adviser, *, by) -> "Application":
        """Name who accompanies it."""
        with transaction.atomic():
            mine = Application.objects.locked(self.pk)
            if not mine.is_accompanied:
                raise MovedOn(mine.state)
            Application.objects.filter(pk=mine.pk).update(adviser=adviser)
            mine.note("adviser", by=by, whom=adviser)
        self.refresh_from_db()
        return self

    def talk(self) -> Conversation:
        """The conversation with the office, begun when something is first said or sent."""
        if self.conversation_id is None:
            with transaction.atomic():
                mine = Application.objects.locked(self.pk)
                if mine.conversation_id is None:
                    talk = Conversation.open(body=mine.programme.office.audience_key)
                    Application.objects.filter(pk=mine.pk).update(conversation=talk)
            self.refresh_from_db()
        return self.conversation

    def seat_of(self, member):
        """The seat of somebody on the applicant's side."""
        seat = self.talk().seats.filter(member=member, side="asker").first()
        return seat or self.talk().seat_asker(member=member, name=member.short_name, language=self.language)[0]

    def note(self, kind, *, by, words="", data=None, whom=None):
        """Write a step and its record, in the present transaction."""
        self.steps.create(kind=kind, by=by, words=words, data=data or {}, whom=whom)
        record(f"programmes.application_{kind}", self, by=by, fields=[kind], place_path=self.programme.place.path)
