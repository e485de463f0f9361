"""A person who shall answer at an office is asked: by a letter with a link, on paper with a code. Only they say yes."""

import base64
import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit import keys
from rootbridge.base.audit.chain import record
from rootbridge.base.core import findable, versions
from rootbridge.base.core.keeping import CONTRACT, SIX_MONTHS, STAFF, kept
from rootbridge.base.mail.writing import write
from rootbridge.people.members.models import Member

from .focalpoint import SIGNS, FocalPoint

OPEN_FOR = timedelta(days=60)
LETTER = "offices/letters/invitation.html"
CODE_SIGNS = 12


def _kept(field, purpose):
    return kept(field, purpose=purpose, basis=CONTRACT, retention=SIX_MONTHS, seen_by=STAFF)


def digest_of(words: str) -> str:
    return hashlib.sha256(words.encode("utf8", "replace")).hexdigest()


def plain_code(typed: str) -> str:
    """What was typed of a code, without spaces, in the signs that codes are made of: nobody tells O from Q."""
    said = "".join(sign for sign in typed[:60].upper() if sign.isalnum())
    return said.translate(str.maketrans("ILOU01", "JJQVQJ"))


class InvitationQuerySet(models.QuerySet):
    def open_at(self, now):
        return self.filter(answered_at=None, expires_at__gt=now)

    def with_token(self, token: str):
        return self.filter(token_digest=digest_of(token))

    def with_code(self, typed: str):
        return self.filter(code_digest=keys.digest(plain_code(typed)))

    def visible_to(self, user):
        """Those to people of offices inside one's own scope."""
        return self.filter(person__in=FocalPoint.objects.kept_by(user))

    def for_list(self):
        return self.select_related("person__office__place", "person__territory")

    def outdated(self, past):
        return self.filter(expires_at__lt=past)


class Invitation(models.Model):
    """``nonce``: what link and code are worked out from, with a key of the platform; only their digests are kept.
    ``is_again``: asks whether all is still true."""

    class Outcome(models.TextChoices):
        CONFIRMED = "confirmed", _("confirmed")
        DECLINED = "declined", _("refused")
        WITHDRAWN = "withdrawn", _("taken back")

    person = _kept(
        models.ForeignKey(FocalPoint, on_delete=models.CASCADE, related_name="invitations"), _("to send the letter")
    )
    nonce = _kept(models.CharField(_("number"), max_length=40, unique=True), _("to send the letter"))
    token_digest = _kept(models.CharField(_("digest"), max_length=64, unique=True), _("to send the letter"))
    code_digest = _kept(models.CharField(_("digest"), max_length=64, unique=True), _("to send the letter"))
    by = _kept(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"), _("who asks")
    )
    asked_at = _kept(models.DateTimeField(_("asked"), default=timezone.now), _("when"))
    expires_at = _kept(models.DateTimeField(_("open until")), _("when"))
    is_again = _kept(models.BooleanField(_("asked"), default=False), _("whether they agreed"))
    answered_at = _kept(models.DateTimeField(_("answered"), null=True, blank=True), _("when"))
    outcome = _kept(models.CharField(_("answer"), max_length=10, choices=Outcome, blank=True), _("whether they agreed"))

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(answered_at=None), name="office_invitation_once")
        ]

    def __str__(self):
        return f"{self.person_id}"

    @property
    def token(self) -> str:
        return base64.urlsafe_b64encode(keys.mac("office invitation", self.nonce)).decode()[:32]

    @property
    def code(self) -> str:
        """ "KQ7M 2XWP 9RTB": as it stands on paper."""
        drawn = int.from_bytes(keys.mac("office code", self.nonce)[:12], "big")
        signs = ""
        for _sign in range(CODE_SIGNS):
            drawn, place = divmod(drawn, len(SIGNS))
            signs += SIGNS[place]
        return " ".join(signs[start : start + 4] for start in range(0, CODE_SIGNS, 4))

    @classmethod
    def ask(cls, person: FocalPoint, *, by, is_again=False) -> "Invitation":
        """Ask a person, by mail where there is an address; what was asked before no longer holds."""
        now = timezone.now()
        with transaction.atomic():
            FocalPoint.objects.select_for_update(of=("self",)).get(pk=person.pk)
            person.invitations.filter(answered_at=None).update(answered_at=now, outcome=cls.Outcome.WITHDRAWN)
            made = cls(
                person=person, nonce=secrets.token_urlsafe(24), by=by, expires_at=now + OPEN_FOR, is_again=is_again
            )
            made.token_digest, made.code_digest = digest_of(made.token), keys.digest(plain_code(made.code))
            made.save()
            record("offices.person_asked", person, by=by, place_path=person.office.place.path)
            if person.email:
                write(
                    "offices.invitation", LETTER, address=person.email, token=made.token, name=person.name,
                    language=person.language or settings.LANGUAGE_CODE, office=person.office.names,
                    until=timezone.localdate(made.expires_at), is_again=is_again,
                )  # fmt: skip
        return made

    def confirm(self, *, is_public: bool, member=None, languages=None):
        """Yes, it is me. ``is_public``: they agree to stand on public pages; ``member``: their account, if they have
        one. None when it was answered meanwhile."""
        with transaction.atomic():
            if not self._answer(self.Outcome.CONFIRMED):
                return None
            now, person = timezone.now(), FocalPoint.objects.select_for_update(of=("self",)).get(pk=self.person_id)
            person.confirmed_at, person.checked_at, person.declined_at = now, now, None
            person.is_public, person.reminded_at = is_public, None
            person.member = member or person.member
            person.languages = person.languages if languages is None else languages
            person.save()
            self._tell("offices.person_confirmed", person, member)
        return person

    def decline(self, *, member=None):
        """No, not me: off every page, and the address is forgotten. None when it was answered meanwhile."""
        with transaction.atomic():
            if not self._answer(self.Outcome.DECLINED):
                return None
            person = FocalPoint.objects.select_for_update(of=("self",)).get(pk=self.person_id)
            person.is_public, person.is_first, person.declined_at = False, False, timezone.now()
            person.member, person.email = None, ""
            person.save()
            self._tell("offices.person_declined", person, member)
        return person

    def withdraw(self, *, by):
        with transaction.atomic():
            if self._answer(self.Outcome.WITHDRAWN):
                record("offices.invitation_withdrawn", self.person, by=by, place_path=self.person.office.place.path)
        return self

    def _answer(self, outcome) -> bool:
        now = timezone.now()
        free = Invitation.objects.open_at(now).filter(pk=self.pk)
        return bool(free.update(answered_at=now, outcome=outcome))

    @staticmethod
    def _tell(verb, person, member):
        record(verb, person, by=member, place_path=person.office.place.path)
        findable.changed("offices.office", person.office_id)
        versions.changed()
