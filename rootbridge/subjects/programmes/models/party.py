"""Somebody who applies together with the applicant: invited by letter, in when they accept."""

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.people.members.models import Member
from rootbridge.people.members.models.member import normal_email

from .application import Application
from .applications import MovedOn, State, own
from .terms import Side

MOST = 8


class TooManyParties(Exception):
    """An application has as many people as it may."""


class PartyQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(ended_at=None)

    def visible_to(self, user):
        """Those of applications one may see, and invitations to one's own address."""
        if not user.pk:
            return self.none()
        seen = Application.objects.visible_to(user).values("pk")
        return self.filter(Q(application__in=seen) | Q(email=user.email))


class Party(models.Model):
    """``side``: which share they bring; ``accepted_at``: None while the invitation waits. Who accepted reads and
    changes the draft and sends papers; only the applicant hands in, invites and takes back."""

    application = own(
        models.ForeignKey(Application, on_delete=models.CASCADE, related_name="parties"), _("which application")
    )
    email = own(models.EmailField(_("e-mail")), _("to send the invitation"))
    name = own(models.CharField(_("name"), max_length=80), _("how they are called"))
    side = own(models.CharField(_("what they bring"), max_length=20, choices=Side), _("to check the shares"))
    member = own(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="parties"),
        _("who accepted"),
    )
    invited_at = own(models.DateTimeField(_("invited"), default=timezone.now), _("when it was sent"))
    accepted_at = own(models.DateTimeField(_("accepted"), null=True, blank=True), _("whether they take part"))
    ended_at = own(models.DateTimeField(_("ended"), null=True, blank=True), _("whether they still take part"))

    objects = PartyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "email"], condition=Q(ended_at=None), name="party_once_standing"
            )
        ]

    def __str__(self):
        return self.name

    @classmethod
    def invite(cls, application, *, by, email, **values) -> tuple["Party", bool]:
        """Invite an address to a draft; asked again, the open invitation is the answer. Returns (party, made)."""
        with transaction.atomic():
            mine = Application.objects.locked(application.pk)
            if mine.member_id != by.pk or normal_email(email) == by.email:
                raise PermissionDenied("only who applies invites, and somebody else")
            if mine.state != State.DRAFT:
                raise MovedOn(mine.state)
            if mine.parties.standing().count() >= MOST:
                raise TooManyParties
            party, made = cls.objects.get_or_create(
                application=mine, email=normal_email(email), ended_at=None, defaults=values
            )
            if made:
                mine.note("invited", by=by)
        return party, made

    def accept(self, *, by) -> "Party":
        """Take part. PermissionDenied for any other address; MovedOn where the invitation is over."""
        with transaction.atomic():
            Application.objects.locked(self.application_id)
            mine = Party.objects.select_for_update().get(pk=self.pk)
            if mine.email != by.email:
                raise PermissionDenied("invited was another address")
            if mine.ended_at or mine.application.state != State.DRAFT:
                raise MovedOn(mine.application.state)
            if mine.accepted_at is None:
                Party.objects.filter(pk=mine.pk).update(member=by, accepted_at=timezone.now())
                mine.application.note("joined", by=by)
        self.refresh_from_db()
        return self

    def end(self, *, by) -> None:
        """They take part no more: the applicant takes them out, they leave or decline. What they sent stays; they see
        nothing of it any longer."""
        with transaction.atomic():
            application = Application.objects.locked(self.application_id)
            if by.pk != application.member_id and by.email != self.email:
                raise PermissionDenied("neither theirs nor the applicant's")
            Party.objects.filter(pk=self.pk, ended_at=None).update(ended_at=timezone.now())
            if application.conversation and self.member_id:
                for seat in application.conversation.seats.filter(member=self.member_id, side="asker"):
                    seat.end()
                application.conversation.seats.filter(member=self.member_id, side="asker").update(member=None)
            application.note("left", by=by)
        self.refresh_from_db()
