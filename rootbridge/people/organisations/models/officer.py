"""Who speaks for an organisation: a function with a term; the name is public only where its owner agreed by mail."""

import hashlib
import secrets
from datetime import timedelta

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core import versions
from rootbridge.base.core.keeping import CONSENT, CONTRACT, EVERYONE, OFFICES, OWNER, STAFF, TWO_YEARS, kept
from rootbridge.people.members.bounds import Bounds
from rootbridge.people.members.models import Member, Role, RoleKind

from .organisation import Organisation

OPEN_FOR = timedelta(days=30)


class LastOfficer(Exception):
    """Nobody would be left who may act for the organisation."""


class Function(models.TextChoices):
    PRESIDENT = "president", _("President")
    VICE_PRESIDENT = "vice_president", _("Vice-president")
    SECRETARY = "secretary", _("Secretary")
    TREASURER = "treasurer", _("Treasurer")
    BOARD = "board", _("Board member")
    COORDINATOR = "coordinator", _("Coordinator")
    CONTACT = "contact", _("Contact person")
    OTHER = "other", _("Other function")


class OfficerQuerySet(models.QuerySet):
    def live_on(self, day):
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), ended_at=None).filter(
            Q(starts_on=None) | Q(starts_on__lte=day)
        )

    def public_on(self, day):
        """Those whose name stands on the page: in office, and agreed to it."""
        return self.live_on(day).filter(is_public=True, agreed_at__isnull=False)

    def visible_to(self, user):
        """One's own entries, those of organisations one leads or registered, and those that one judges."""
        if not user.pk:
            return self.none()
        own = Organisation.objects.led_by(user) | Organisation.objects.filter(author=user)
        judged = Organisation.objects.judged_by(user)
        return self.filter(Q(member=user) | Q(organisation__in=own.values("pk"))
                           | Q(organisation__in=judged.values("pk")))  # fmt: skip

    def holding(self, token: str, now):
        """The one that a mailed link is for."""
        return self.filter(token_digest=digest_of(token), token_until__gt=now, ended_at=None)

    def in_order(self):
        return self.order_by("order", "pk")


def digest_of(token: str) -> str:
    return hashlib.sha256(token[:200].encode()).hexdigest()


def _named(field, purpose, *, seen_by=OFFICES, basis=CONTRACT):
    return kept(field, purpose=purpose, basis=basis, retention=TWO_YEARS, seen_by=seen_by)


class Officer(models.Model):
    """``function_words``: where the function is none of the list; ``may_edit``: takes up the role of an officer when
    they agree; ``agreed_at``: they said that it is so; ``is_public``: their name may stand on the page."""

    organisation = _named(models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="officers"),
                          _("for whom they speak"))  # fmt: skip
    member = _named(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="offices_held"),
        _("who it is"),
    )
    name = _named(models.CharField(_("name"), max_length=120), _("to know who speaks for it"), seen_by=EVERYONE,
                  basis=CONSENT)  # fmt: skip
    email = _named(models.EmailField(_("e-mail"), blank=True), _("to ask whether it is so"), seen_by=STAFF)
    function = _named(models.CharField(_("function"), max_length=16, choices=Function), _("to know who does what"))
    function_words = _named(models.CharField(_("function in own words"), max_length=80, blank=True), _("to say it"))
    starts_on = _named(models.DateField(_("from"), null=True, blank=True), _("how long the term is"))
    ends_on = _named(models.DateField(_("until"), null=True, blank=True), _("how long the term is"))
    may_edit = _named(models.BooleanField(_("may change the page"), default=False), _("who may change the page"))
    order = _named(models.PositiveSmallIntegerField(_("order"), default=0), _("to keep the order"))
    invited_at = _named(models.DateTimeField(_("asked"), null=True, blank=True), _("when we asked"))
    token_digest = _named(models.CharField(_("digest of the link"), max_length=64, blank=True), _("to know the link"),
                          seen_by=STAFF)  # fmt: skip
    token_until = _named(models.DateTimeField(_("link holds until"), null=True, blank=True), _("to end the link"))
    agreed_at = _named(models.DateTimeField(_("agreed"), null=True, blank=True), _("when they agreed"), basis=CONSENT)
    is_public = _named(models.BooleanField(_("name is public"), default=False), _("whether the name is shown"),
                       seen_by=OWNER, basis=CONSENT)  # fmt: skip
    ended_at = _named(models.DateTimeField(_("ended"), null=True, blank=True), _("whether it is over"))

    objects = OfficerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(is_public=False) | Q(agreed_at__isnull=False), name="officer_agreed"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=models.F("starts_on")),
                name="officer_dates",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation"], name="officer_live", condition=Q(ended_at=None)),
            models.Index(fields=["token_digest"], name="officer_token", condition=~Q(token_digest="")),
        ]

    def __str__(self):
        return self.name

    @property
    def title(self) -> str:
        return self.function_words or str(self.get_function_display())

    @classmethod
    def add(cls, organisation, *, by, **values) -> "Officer":
        """Write somebody in; they are asked by ``ask``, nothing of them is public before."""
        with transaction.atomic():
            order = organisation.officers.count()
            officer = cls.objects.create(organisation=organisation, order=order, **values)
            officer._note("organisations.officer_added", by)
        return officer

    def ask(self, *, by) -> str:
        """Make a link by which they agree, or not; the one before no longer holds. Returns the token for the letter."""
        token, now = secrets.token_urlsafe(24), timezone.now()
        with transaction.atomic():
            self.token_digest, self.token_until, self.invited_at = digest_of(token), now + OPEN_FOR, now
            self.save(update_fields=["token_digest", "token_until", "invited_at"])
            self._note("organisations.officer_asked", by)
        return token

    def answer(self, *, agrees: bool, is_public: bool = False, member=None) -> "Officer":
        """They opened their link: it is so, with the name public or not; or it is not so, and the entry ends, with the
        right that came of it. Raises LastOfficer."""
        now = timezone.now()
        with transaction.atomic():
            Organisation.objects.select_for_update().get(pk=self.organisation_id)
            mine = Officer.objects.select_for_update(of=("self",)).get(pk=self.pk)
            if mine.ended_at:
                return mine
            mine.agreed_at, mine.is_public = (mine.agreed_at or now, is_public) if agrees else (None, False)
            mine.member = member or mine.member
            if not agrees:
                mine.ended_at, mine.token_digest = now, ""
                if mine.member_id:
                    stop_leading(mine.organisation, mine.member, by=mine.member)
            mine.save()
            mine._note("organisations.officer_agreed" if agrees else "organisations.officer_declined", mine.member)
            if agrees and mine.may_edit and mine.member_id:
                lead(mine.organisation, mine.member)
        self.refresh_from_db()
        return self

    def show_name(self, *, by, is_public: bool) -> "Officer":
        """Their owner lets the name stand on the page, or takes it back."""
        with transaction.atomic():
            self.is_public = is_public
            self.agreed_at = self.agreed_at or timezone.now()
            self.save(update_fields=["is_public", "agreed_at"])
            self._note("organisations.officer_agreed" if is_public else "organisations.officer_unnamed", by)
        return self

    def end(self, *, by) -> "Officer":
        """The term is over, and with it the right to change the page. Raises LastOfficer."""
        with transaction.atomic():
            organisation = Organisation.objects.select_for_update().get(pk=self.organisation_id)
            if self.member_id:
                stop_leading(organisation, self.member, by=by)
            Officer.objects.filter(pk=self.pk, ended_at=None).update(
                ended_at=timezone.now(), is_public=False, token_digest=""
            )
            self._note("organisations.officer_ended", by)
        self.refresh_from_db()
        return self

    def _note(self, verb, by):
        record(verb, self.organisation, by=by, fields=[self.function], place_path=self.organisation.place.path)
        versions.changed()


def lead(organisation, member, *, by=None) -> Role:
    """Give somebody the role of an officer; given again, the one that stands."""
    return Role.grant(member, RoleKind.ORGANISATION_OFFICER, Bounds(body=organisation.body), by=by)[0]


def stop_leading(organisation, member, *, by) -> None:
    """End the role of an officer. Raises LastOfficer where nobody else leads the organisation. Harmless for those who
    do not."""
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        roles = list(organisation.editors())
        mine = [role for role in roles if role.member_id == member.pk]
        if mine and not any(role.member_id != member.pk and role.member.is_active for role in roles):
            raise LastOfficer
        for role in mine:
            role.end(by=by, reason="")
