"""Contact between two members: asked with a few words, and nothing else until the other accepts."""

import secrets
from datetime import timedelta

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import CONTRACT, LEGITIMATE, OWNER, STAFF, TWO_YEARS, kept
from rootbridge.people.members.models import Member
from rootbridge.shared.conversations.models import Conversation, Seat, Side
from rootbridge.shared.conversations.models.conversation import nudge

from .exclusion import apart
from .profile import new_handle

BODY = "members"  # no role is for it: nobody at work has a seat
WAITS, AGAIN = timedelta(days=30), timedelta(days=90)
PASSAGE = 30


class AskedBefore(Exception):
    """One of the two asked the other, and it is not over."""


class ContactQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of a member; one whom they keep away, and who asked them, is gone for them."""
        if not user.pk:
            return self.none()
        return self.filter(Q(asker=user, asker_left=False) | Q(asked=user, asked_left=False))

    def between(self, one, other):
        return self.filter(Q(asker=one, asked=other) | Q(asker=other, asked=one))

    def between_any(self, one):
        """Every one of a member, left or not."""
        return self.filter(Q(asker=one) | Q(asked=one))

    def waiting_for(self, user, now):
        """Requests that a member may answer, of nobody who is kept apart from them."""
        left = {"asker_left": False, "asked_left": False}
        asked = self.filter(asked=user, answer="", hidden_at=None, at__gt=now - WAITS, **left)
        return asked.filter(apart(user, "asker"))

    def sent_by(self, user):
        """What a member asked and nobody accepted: no answer, declined and blocked look alike to them."""
        return self.filter(asker=user, asker_left=False).exclude(answer=Answer.ACCEPTED)

    def open_for(self, user):
        """Accepted, and not left by this member."""
        return self.visible_to(user).filter(answer=Answer.ACCEPTED, hidden_at=None)

    def for_pages(self):
        return self.select_related("asker", "asked", "conversation")


class Answer(models.TextChoices):
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")


def _said(field, purpose, seen_by=OWNER, basis=CONTRACT):
    return kept(field, purpose=purpose, basis=basis, retention=TWO_YEARS, seen_by=seen_by)


class Contact(models.Model):
    """``asker_name``, ``asked_name``: how each wants to be called in it; ``asker_left``, ``asked_left``: who went, or
    blocked the other; ``answer``: "" while it waits, and for the asker until it is accepted."""

    key = _said(models.CharField(_("address"), max_length=12, unique=True, default=new_handle), _("to find it again"))
    asker = _said(models.ForeignKey(Member, on_delete=models.CASCADE, related_name="contacts_asked"), _("who asks"))
    asked = _said(
        models.ForeignKey(Member, on_delete=models.CASCADE, related_name="contacts_received"), _("who is asked")
    )
    asker_name = _said(models.CharField(_("name"), max_length=80), _("how the other calls them"))
    asked_name = _said(models.CharField(_("name"), max_length=80, blank=True), _("how the other calls them"))
    words = _said(models.TextField(_("words"), max_length=600), _("so that the other can decide"))
    language = _said(models.CharField(_("language"), max_length=8, blank=True), _("to read it in the right voice"))
    at = _said(models.DateTimeField(_("asked"), default=timezone.now), _("when it was asked"))
    answer = _said(models.CharField(_("answer"), max_length=8, choices=Answer, blank=True), _("whether both want it"))
    answered_at = _said(models.DateTimeField(_("answered"), null=True, blank=True), _("when it was answered"))
    asker_left = _said(models.BooleanField(_("left"), default=False), _("whether they still want it"))
    asked_left = _said(models.BooleanField(_("left"), default=False), _("whether they still want it"))
    conversation = _said(
        models.OneToOneField(Conversation, on_delete=models.SET_NULL, null=True, blank=True, related_name="contact"),
        _("where they write"),
    )  # fmt: skip
    asker_told = _said(models.PositiveIntegerField(_("told up to"), default=0), _("to tell of each message once"))
    asked_told = _said(models.PositiveIntegerField(_("told up to"), default=0), _("to tell of each message once"))
    told_at = _said(models.DateTimeField(_("last told"), null=True, blank=True), _("not to write too often"))
    hidden_at = _said(
        models.DateTimeField(_("stopped"), null=True, blank=True), _("because it was reported"), STAFF, LEGITIMATE
    )

    objects = ContactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(asker=models.F("asked")), name="contact_of_two"),
            models.CheckConstraint(condition=Q(answer="") | Q(answered_at__isnull=False), name="contact_answered"),
            models.CheckConstraint(
                condition=Q(conversation=None) | Q(answer="accepted"), name="contact_talks_once_accepted"
            ),
        ]
        indexes = [
            models.Index(fields=["asked", "at"], name="contact_asked"),
            models.Index(fields=["asker", "at"], name="contact_asker"),
        ]

    def __str__(self):
        return self.key

    def get_absolute_url(self) -> str:
        return reverse("community:contact", args=[self.key])

    def other(self, user) -> Member:
        return self.asked if user.pk == self.asker_id else self.asker

    def name_for(self, user) -> str:
        """How the other is called, for one of the two."""
        return self.asked_name if user.pk == self.asker_id else self.asker_name

    def seat_of(self, user) -> Seat | None:
        return self.conversation and self.conversation.seats.filter(member=user, side=Side.ASKER).first()

    def may_be_answered(self, user, now) -> bool:
        is_open = not (self.answer or self.hidden_at or self.asker_left)
        return self.asked_id == user.pk and is_open and self.at > now - WAITS

    @classmethod
    def ask(cls, asker, asked, *, words, name, language="") -> "Contact":
        """Ask somebody. Raises AskedBefore: an open one, or one of the last ninety days."""
        with transaction.atomic():
            pair = sorted([asker.pk, asked.pk])
            list(Member.objects.select_for_update().filter(pk__in=pair).order_by("pk"))
            before = cls.objects.between(asker, asked).filter(at__gt=timezone.now() - AGAIN)
            if before.filter(Q(asker=asker, asked=asked) | ~Q(answer=Answer.DECLINED)).exists():
                raise AskedBefore
            contact = cls.objects.create(asker=asker, asked=asked, words=words, asker_name=name, language=language)
            record("community.contact_asked", contact, by=asker)
        return contact

    def accept(self, *, by, name: str) -> "Contact":
        """Both may write from now on. Harmless when it is answered, stopped or taken back
        already."""
        with transaction.atomic():
            mine = Contact.objects.select_for_update().get(pk=self.pk)
            if mine.answer or mine.hidden_at or mine.asker_left:
                return mine
            talk = Conversation.open(body=BODY)
            for member, called in ((mine.asker, mine.asker_name), (mine.asked, name)):
                Seat.objects.create(
                    conversation=talk, side=Side.ASKER, member=member, name=called[:80], language=member.language,
                    shows_seen=False,
                )  # fmt: skip
            mine.answer, mine.answered_at = Answer.ACCEPTED, timezone.now()
            mine.asked_name, mine.conversation = name, talk
            mine.save()
            record("community.contact_accepted", mine, by=by)
        return mine

    def decline(self, *, by) -> "Contact":
        """Nothing more is heard of it; the asker is not told."""
        with transaction.atomic():
            mine = Contact.objects.select_for_update().get(pk=self.pk)
            if not mine.answer:
                mine.answer, mine.answered_at = Answer.DECLINED, timezone.now()
                mine.save(update_fields=["answer", "answered_at"])
                record("community.contact_declined", mine, by=by)
        return mine

    def leave(self, *, by) -> None:
        """One of the two writes and hears nothing more; the other keeps what was said, and is told nothing."""
        side = "asker_left" if by.pk == self.asker_id else "asked_left"
        with transaction.atomic():
            Contact.objects.filter(pk=self.pk).update(**{side: True})
            seat = self.seat_of(by)
            if seat and seat.ended_at is None:
                seat.end()
            record("community.contact_left", self, by=by)

    def hide(self, *, by=None) -> None:
        """Stop it: nobody writes in it any more."""
        with transaction.atomic():
            Contact.objects.filter(pk=self.pk).update(hidden_at=timezone.now())
            if self.conversation:
                self.conversation.close()
            record("community.contact_stopped", self, by=by)

    def show(self, *, by=None) -> None:
        with transaction.atomic():
            Contact.objects.filter(pk=self.pk).update(hidden_at=None)
            if self.conversation:
                self.conversation.reopen()
                nudge(self.conversation_id)
            record("community.contact_resumed", self, by=by)


class PassageQuerySet(models.QuerySet):
    def about(self, thing):
        name = {Contact: "contact"}.get(type(thing), "profile")
        return self.filter(**{name: thing})


class Passage(models.Model):
    """What a report carries, as its sender saw it: ``lines`` is a list of {"who": "they" | "me", "words": …}. Only who
    decides on the report reads it."""

    contact = _said(
        models.ForeignKey(Contact, on_delete=models.CASCADE, null=True, blank=True, related_name="passages"), _("where")
    )
    profile = _said(
        models.ForeignKey(
            "community.Profile", on_delete=models.CASCADE, null=True, blank=True, related_name="passages"
        ),
        _("where"),
    )
    about = _said(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+"),
        _("who wrote it"),
        STAFF,
        LEGITIMATE,
    )
    sender = _said(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+"),
        _("who reported it"),
        STAFF,
        LEGITIMATE,
    )
    lines = _said(models.JSONField(_("what was written")), _("to decide on the report"), STAFF, LEGITIMATE)
    at = _said(models.DateTimeField(_("reported"), default=timezone.now), _("when"), STAFF, LEGITIMATE)

    objects = PassageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(contact__isnull=True, profile__isnull=False)
                | Q(contact__isnull=False, profile__isnull=True),
                name="passage_of_one_thing",
            )
        ]

    def __str__(self):
        return str(self.pk)

    @classmethod
    def of_contact(cls, contact, *, sender) -> "Passage":
        """The request, and the newest messages of both."""
        lines = [{"who": "me" if sender.pk == contact.asker_id else "they", "words": contact.words}]
        if contact.conversation_id:
            newest = contact.conversation.messages.filter(kind="words").select_related("seat").order_by("-number")
            lines += [
                {"who": "me" if one.seat and one.seat.member_id == sender.pk else "they", "words": one.words}
                for one in reversed(newest[:PASSAGE])
            ]
        return cls.objects.create(contact=contact, about=contact.other(sender), sender=sender, lines=lines)

    @classmethod
    def of_profile(cls, profile, *, sender, shown: list[str]) -> "Passage":
        """The words of an entry as they were shown."""
        lines = [{"who": "they", "words": words} for words in shown if words]
        return cls.objects.create(profile=profile, about=profile.member, sender=sender, lines=lines)


def new_client() -> str:
    """A number for a form: what is sent twice under it is one."""
    return secrets.token_hex(8)
