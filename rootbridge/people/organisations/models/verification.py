"""A verification: what somebody on duty saw, and a second person who agrees."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import LEGITIMATE, OFFICES, STAFF, TWO_YEARS, kept
from rootbridge.people.members.models import Member

from .organisation import Organisation
from .standing import Standing, StandingKind

RECHECK = timedelta(days=365)


class MovedOn(Exception):
    """Somebody was quicker: it is no longer where the page showed it."""


class Seen(models.TextChoices):
    """What was looked at."""

    PAPERS = "papers", _("Papers of registration")
    STATUTES = "statutes", _("Statutes")
    MINUTES = "minutes", _("Minutes of a meeting")
    REGISTER = "register", _("Public register of the country")
    CALL = "call", _("A call")
    VISIT = "visit", _("A visit")
    KNOWN = "known", _("Known to us for years")
    VOUCHED = "vouched", _("Two verified associations speak for it")


class Reason(models.TextChoices):
    """Why it is not verified, or not listed."""

    NOT_REACHED = "not_reached", _("We could not reach anybody who speaks for it.")
    NOT_SHOWN = "not_shown", _("Nothing showed that it does what it says.")
    NO_TIE = "no_tie", _("We found no tie to the place that it names.")
    DOUBLE = "double", _("It is there already under another name.")
    NAME = "name", _("Its name can be taken for that of a public authority or another organisation.")
    UNTRUE = "untrue", _("Something that it says is not so.")
    BUSINESS = "business", _("It sells something and says that it is an association.")


class VerificationQuerySet(models.QuerySet):
    def open(self):
        return self.filter(outcome="")

    def visible_to(self, user):
        """Of organisations that a user may judge, and of one's own."""
        if not user.pk:
            return self.none()
        own = Organisation.objects.led_by(user) | Organisation.objects.filter(author=user)
        judged = Organisation.objects.judged_by(user)
        return self.filter(Q(organisation__in=own.values("pk")) | Q(organisation__in=judged.values("pk")))

    def received_by(self, user):
        """Those that a user may look at by their office, never of their own organisation."""
        return self.filter(organisation__in=Organisation.objects.judged_by(user).values("pk"))

    def for_list(self):
        return self.select_related("organisation__place", "organisation__residence", "asked_by", "first", "second")


def _judged(field, purpose, seen_by=OFFICES):
    return kept(field, purpose=purpose, basis=LEGITIMATE, retention=TWO_YEARS, seen_by=seen_by)


class Verification(models.Model):
    """Asked for, looked at by a first, agreed by a second. ``evidence``: {key of ``Seen``: words}; ``proposal``:
    "verified" or "refused", what the first says; ``reasons``: keys of ``Reason``; ``outcome``: "" while it is open."""

    class Outcome(models.TextChoices):
        VERIFIED = "verified", _("Verified")
        REFUSED = "refused", _("Not verified")
        WITHDRAWN = "withdrawn", _("Taken back")

    organisation = _judged(
        models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="verifications"), _("whose it is")
    )
    asked_by = _judged(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="verifications"),
        _("to answer who asked"),
    )
    asked_at = _judged(models.DateTimeField(_("asked"), default=timezone.now), _("to answer in time"))
    words = _judged(models.TextField(_("what shows that it is there"), max_length=2000, blank=True), _("to look at it"))
    first = _judged(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"),
        _("who looked"), STAFF,
    )  # fmt: skip
    looked_at = _judged(models.DateTimeField(_("looked at"), null=True, blank=True), _("to answer in time"))
    evidence = _judged(models.JSONField(_("what was seen"), default=dict, blank=True), _("to show why"), STAFF)
    proposal = _judged(models.CharField(_("proposal"), max_length=10, blank=True), _("what follows"), STAFF)
    reasons = _judged(models.JSONField(_("reasons"), default=list, blank=True), _("to tell why not"))
    answer = _judged(models.TextField(_("words to the organisation"), max_length=1000, blank=True), _("to tell why"))
    language = _judged(models.CharField(_("language of the words"), max_length=8, blank=True), _("to read them"))
    recheck_on = _judged(models.DateField(_("look at it again on"), null=True, blank=True), _("to look again"))
    second = _judged(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"),
        _("who agreed"), STAFF,
    )  # fmt: skip
    decided_at = _judged(models.DateTimeField(_("decided"), null=True, blank=True), _("to answer in time"))
    outcome = _judged(models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True), _("what follows"))

    objects = VerificationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation"], condition=Q(outcome=""), name="verification_one_open"),
            models.CheckConstraint(
                condition=Q(first=None) | Q(second=None) | ~Q(first=F("second")), name="verification_four_eyes"
            ),
            models.CheckConstraint(condition=~Q(proposal="refused") | ~Q(reasons=[]), name="verification_refused_why"),
            models.CheckConstraint(
                condition=~Q(proposal="verified") | ~Q(evidence={}), name="verification_has_evidence"
            ),
        ]

    def __str__(self):
        return str(self.organisation)

    @property
    def waits_for_second(self) -> bool:
        return bool(self.proposal) and not self.outcome

    @classmethod
    def ask(cls, organisation, *, by, words="") -> tuple["Verification", bool]:
        """An officer asks to be verified; asked again, the open one is the answer. Returns (verification, made).
        Raises MovedOn where it is not listed, or where it is verified and not due."""
        with transaction.atomic():
            mine = Organisation.objects.select_for_update().get(pk=organisation.pk)
            if not mine.is_listed:
                raise MovedOn
            verification, made = cls.objects.get_or_create(
                organisation=mine, outcome="", defaults={"asked_by": by, "words": words}
            )
            if made:
                verification._note("organisations.verification_asked", by)
        return verification, made

    def propose(self, *, by, proposal, evidence=None, **values) -> "Verification":
        """The first looked: ``proposal`` "verified" with ``evidence`` and ``recheck_on``, or "refused" with ``reasons``
        and ``answer``. Raises MovedOn where somebody else did, PermissionDenied for one's own."""
        with transaction.atomic():
            mine = self._locked(by)
            if mine.proposal:
                raise MovedOn
            if proposal == "verified" and not values.get("recheck_on"):
                values["recheck_on"] = timezone.localdate() + RECHECK
            values |= {"proposal": proposal, "evidence": evidence or {}, "first": by, "looked_at": timezone.now()}
            Verification.objects.filter(pk=mine.pk).update(**values)
            mine._note("organisations.verification_proposed", by, [proposal])
        self.refresh_from_db()
        return self

    def agree(self, *, by) -> "Verification":
        """The second agrees, and it holds. Raises MovedOn, and PermissionDenied for the first and for officers."""
        now = timezone.now()
        with transaction.atomic():
            mine = self._locked(by)
            held = Organisation.objects.select_for_update().get(pk=mine.organisation_id)
            if not mine.proposal or not held.is_listed:
                raise MovedOn
            if mine.first_id == by.pk:
                raise PermissionDenied("four eyes")
            Verification.objects.filter(pk=mine.pk).update(outcome=mine.proposal, second=by, decided_at=now)
            mine._note("organisations.verification_decided", by, [mine.proposal])
            if mine.proposal == "verified":
                Standing.take(mine.organisation, StandingKind.VERIFIED, by=by, recheck_on=mine.recheck_on)
            elif mine.organisation.state == "verified":
                Standing.take(mine.organisation, StandingKind.LAPSED, by=by)
        self.refresh_from_db()
        return self

    def send_back(self, *, by, words) -> "Verification":
        """The second does not agree: it is looked at anew, by anybody. Raises as ``agree``."""
        with transaction.atomic():
            mine = self._locked(by)
            if not mine.proposal:
                raise MovedOn
            if mine.first_id == by.pk:
                raise PermissionDenied("four eyes")
            Verification.objects.filter(pk=mine.pk).update(
                proposal="", evidence={}, reasons=[], first=None, looked_at=None, recheck_on=None
            )
            mine._note("organisations.verification_sent_back", by, after=words)
        self.refresh_from_db()
        return self

    def withdraw(self, *, by) -> "Verification":
        """The organisation takes its wish back."""
        with transaction.atomic():
            mine = Verification.objects.select_for_update().get(pk=self.pk)
            if not mine.outcome:
                Verification.objects.filter(pk=mine.pk).update(outcome="withdrawn", decided_at=timezone.now())
                mine._note("organisations.verification_withdrawn", by)
        self.refresh_from_db()
        return self

    def overrule(self, *, by) -> "Verification":
        """A refusal was appealed against, and the appeal is right: it is looked at anew, by others."""
        return Verification.ask(self.organisation, by=self.asked_by, words=self.words)[0]

    def _locked(self, by):
        """The row, held. Raises MovedOn where it is decided, PermissionDenied for who is not to judge it."""
        mine = Verification.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=self.pk)
        if mine.outcome:
            raise MovedOn
        if not Verification.objects.received_by(by).filter(pk=mine.pk).exists():
            raise PermissionDenied("not inside one's own roles, or one's own organisation")
        return mine

    def _note(self, verb, by, fields=(), **more):
        record(verb, self.organisation, by=by, fields=list(fields), place_path=self.organisation.place.path, **more)
