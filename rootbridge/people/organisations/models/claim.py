"""Somebody says that an entry is theirs. One claim at a time is looked at; whoever comes later waits in line."""

import secrets
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import CONTRACT, OFFICES, STAFF, TWO_YEARS, kept
from rootbridge.people.members.limits import digest
from rootbridge.people.members.models import Member

from .officer import Function, lead
from .organisation import Organisation
from .verification import MovedOn

CODE_DIGITS, CODE_TRIES, CODE_FOR = 8, 5, timedelta(days=3)


class ClaimState(models.TextChoices):
    LIVE = "live", _("Being looked at")
    IN_LINE = "in_line", _("Waits in line")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Not accepted")
    OVERTAKEN = "overtaken", _("Somebody else was accepted")
    WITHDRAWN = "withdrawn", _("Taken back")


OPEN_CLAIMS = (ClaimState.LIVE, ClaimState.IN_LINE)


class ClaimQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=OPEN_CLAIMS)

    def live(self):
        return self.filter(state=ClaimState.LIVE)

    def received_by(self, user):
        """Those that a user may decide on by their office: never their own, nor on their own organisation."""
        judged = Organisation.objects.judged_by(user)
        rows = self.filter(organisation__in=judged.values("pk"))
        return rows.exclude(member=user) if user.pk else rows

    def visible_to(self, user):
        """One's own, and those that one decides on."""
        if not user.pk:
            return self.none()
        received = self.model.objects.received_by(user)
        return self.filter(Q(member=user) | Q(pk__in=received.values("pk")))

    def for_list(self):
        return self.select_related("organisation__place", "organisation__residence", "member", "first")


def _claimed(field, purpose, seen_by=OFFICES):
    return kept(field, purpose=purpose, basis=CONTRACT, retention=TWO_YEARS, seen_by=seen_by)


class Claim(models.Model):
    """``words``: how they belong; ``code_digest``: of the code sent to the address on record; ``reasons``: keys of
    ``Reason``; ``first``: who said so first where two have to. A verified entry carries the word of two people, and
    whoever is handed the entry inherits it: so two hand it over. One that is only listed promises nothing, and one
    person is enough."""

    organisation = _claimed(models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="claims"),
                            _("what they say is theirs"))  # fmt: skip
    member = _claimed(models.ForeignKey(Member, on_delete=models.CASCADE, related_name="claims"), _("who says so"))
    name = _claimed(models.CharField(_("name"), max_length=120), _("to know who speaks for it"))
    function = _claimed(models.CharField(_("function"), max_length=16, choices=Function), _("to know how they belong"))
    words = _claimed(models.TextField(_("how you belong to it"), max_length=2000), _("to look at it"))
    state = _claimed(models.CharField(_("state"), max_length=10, choices=ClaimState), _("where it stands"))
    made_at = _claimed(models.DateTimeField(_("made"), default=timezone.now), _("to answer in time"))
    code_digest = _claimed(models.CharField(_("digest of the code"), max_length=64, blank=True), _("to know it"), STAFF)
    code_until = _claimed(models.DateTimeField(_("code holds until"), null=True, blank=True), _("to end it"), STAFF)
    code_tries = _claimed(models.PositiveSmallIntegerField(_("tries"), default=0), _("to end guessing"), STAFF)
    code_shown_at = _claimed(models.DateTimeField(_("code shown"), null=True, blank=True),
                             _("they read mail to the address on record"))  # fmt: skip
    first = _claimed(models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"),
                     _("who looked first, where two have to"), STAFF)  # fmt: skip
    looked_at = _claimed(models.DateTimeField(_("looked at"), null=True, blank=True), _("to answer in time"))
    decided_by = _claimed(models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"),
                          _("who decided"), STAFF)  # fmt: skip
    decided_at = _claimed(models.DateTimeField(_("decided"), null=True, blank=True), _("to answer in time"))
    reasons = _claimed(models.JSONField(_("reasons"), default=list, blank=True), _("to tell why not"))
    answer = _claimed(models.TextField(_("words"), max_length=1000, blank=True), _("to tell why"))
    language = _claimed(models.CharField(_("language of the words"), max_length=8, blank=True), _("to read them"))

    objects = ClaimQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation"], condition=Q(state="live"), name="claim_one_live"),
            models.UniqueConstraint(
                fields=["organisation", "member"], condition=Q(state__in=["live", "in_line"]), name="claim_one_each"
            ),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(reasons=[]), name="claim_refused_why"),
            models.CheckConstraint(
                condition=Q(first=None) | Q(decided_by=None) | ~Q(state="accepted") | ~Q(first=F("decided_by")),
                name="claim_four_eyes",
            ),
        ]
        indexes = [models.Index(fields=["state", "made_at"], name="claim_line")]

    def __str__(self):
        return f"{self.organisation_id} {self.member_id}"

    @classmethod
    def make(cls, organisation, *, by, name, function, words) -> tuple["Claim", bool]:
        """Claim an entry that nobody leads; made again, the one there is. While another is looked at, it waits in line.
        Returns (claim, made). Raises MovedOn where somebody leads it."""
        with transaction.atomic():
            mine = Organisation.objects.select_for_update().get(pk=organisation.pk)
            if mine.editors().exists():
                raise MovedOn
            standing = mine.claims.open().filter(member=by).first()
            if standing:
                return standing, False
            state = ClaimState.IN_LINE if mine.claims.live().exists() else ClaimState.LIVE
            claim = cls.objects.create(
                organisation=mine, member=by, name=name, function=function, words=words, state=state
            )
            claim._note("organisations.claimed", by)
        return claim, True

    def make_code(self) -> str:
        """A new code for the letter to the address on record; the one before no longer holds."""
        code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
        self.code_digest, self.code_tries = digest("claim", str(self.pk), code), 0
        self.code_until = timezone.now() + CODE_FOR
        self.save(update_fields=["code_digest", "code_tries", "code_until"])
        return code

    def show_code(self, typed: str) -> bool:
        """They typed the code of the letter. Five tries a letter; whether it was right."""
        with transaction.atomic():
            mine = Claim.objects.select_for_update().get(pk=self.pk)
            is_over = mine.code_until is None or mine.code_until < timezone.now() or mine.code_tries >= CODE_TRIES
            if is_over or mine.state not in OPEN_CLAIMS:
                return False
            mine.code_tries += 1
            is_right = constant_time_compare(mine.code_digest, digest("claim", str(mine.pk), typed))
            if is_right:
                mine.code_shown_at, mine.code_digest = timezone.now(), ""
                mine._note("organisations.claim_code_shown", mine.member)
            mine.save(update_fields=["code_tries", "code_shown_at", "code_digest"])
        self.refresh_from_db()
        return is_right

    def accept(self, *, by) -> "Claim":
        """It is theirs: they lead it from now on, and whoever waits in line was overtaken. Of a verified entry the
        first says so, the claim stays live, and a second makes it hold. Raises MovedOn, PermissionDenied."""
        now = timezone.now()
        with transaction.atomic():
            mine = self._locked(by)
            if mine.organisation.editors().exists():
                raise MovedOn
            if mine.first_id is None and mine.organisation.is_verified:
                Claim.objects.filter(pk=mine.pk).update(first=by, looked_at=now)
                mine._note("organisations.claim_proposed", by)
            else:
                mine._hand_over(by, now)
        self.refresh_from_db()
        return self

    def _hand_over(self, by, now):
        if self.first_id == by.pk:
            raise PermissionDenied("four eyes")
        waiting = self.organisation.claims.open().exclude(pk=self.pk)
        waiting.update(state=ClaimState.OVERTAKEN, decided_at=now)
        Claim.objects.filter(pk=self.pk).update(state=ClaimState.ACCEPTED, decided_by=by, decided_at=now)
        self.organisation.officers.create(
            member=self.member, name=self.name, email=self.member.email, function=self.function, may_edit=True,
            agreed_at=now,
        )  # fmt: skip
        lead(self.organisation, self.member)
        self._note("organisations.claim_accepted", by)

    def refuse(self, *, by, reasons, answer="", language="") -> "Claim":
        """It is not shown to be theirs; the next in line is looked at. Raises MovedOn, PermissionDenied."""
        with transaction.atomic():
            mine = self._locked(by)
            Claim.objects.filter(pk=mine.pk).update(
                state=ClaimState.REFUSED, decided_by=by, decided_at=timezone.now(), reasons=reasons, answer=answer,
                language=language,
            )  # fmt: skip
            mine._note("organisations.claim_refused", by)
            mine._call_next()
        self.refresh_from_db()
        return self

    def withdraw(self, *, by) -> bool:
        """Whoever made it takes it back."""
        with transaction.atomic():
            Organisation.objects.select_for_update().get(pk=self.organisation_id)
            rows = Claim.objects.filter(pk=self.pk, state__in=OPEN_CLAIMS)
            done = bool(rows.update(state=ClaimState.WITHDRAWN, decided_at=timezone.now()))
            if done:
                self._note("organisations.claim_withdrawn", by)
                self._call_next()
        self.refresh_from_db()
        return done

    def reopen(self, *, by) -> "Claim":
        """An appeal was right: it is looked at anew, in line where another is looked at. Raises MovedOn where somebody
        leads the organisation by now."""
        with transaction.atomic():
            organisation = Organisation.objects.select_for_update().get(pk=self.organisation_id)
            if organisation.editors().exists():
                raise MovedOn
            others = organisation.claims.exclude(pk=self.pk)
            state = ClaimState.IN_LINE if others.live().exists() else ClaimState.LIVE
            if not others.open().filter(member=self.member_id).exists():
                Claim.objects.filter(pk=self.pk, state=ClaimState.REFUSED).update(
                    state=state, decided_at=None, first=None, looked_at=None
                )
            self._note("organisations.claimed", by)
        self.refresh_from_db()
        return self

    def _call_next(self):
        rows = Claim.objects.filter(organisation=self.organisation_id)
        following = rows.filter(state=ClaimState.IN_LINE).order_by("made_at", "pk").first()
        if following and not rows.live().exists():
            Claim.objects.filter(pk=following.pk).update(state=ClaimState.LIVE)

    def _locked(self, by):
        Organisation.objects.select_for_update().get(pk=self.organisation_id)
        rows = Claim.objects.select_for_update(of=("self",)).select_related("organisation__place", "member")
        mine = rows.get(pk=self.pk)
        if mine.state != ClaimState.LIVE:
            raise MovedOn
        if not Claim.objects.received_by(by).filter(pk=mine.pk).exists():
            raise PermissionDenied("not inside one's own roles, or one's own claim")
        return mine

    def _note(self, verb, by):
        record(verb, self.organisation, by=by, place_path=self.organisation.place.path)
