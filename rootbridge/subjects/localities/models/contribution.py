"""What somebody says from below: something new, another state of works, a correction. The authority has seven days."""

import uuid
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core import versions
from rootbridge.base.core.keeping import ACCOUNT, CONTRACT, EVERYONE, FACTS, OWNER, kept
from rootbridge.people.members.models import Member
from rootbridge.people.organisations.models import Organisation

from .entry import CREDIT, Entry, Phase
from .page import Page
from .words import As, MovedOn, State

# Days in which the authority confirms, corrects or answers; then the representative of the region does.
ANSWER_DAYS = 7
WORDS = {"purpose": _("so that the page says what is true"), "basis": CONTRACT, "retention": ACCOUNT,
         "seen_by": EVERYONE}  # fmt: skip


class About(models.TextChoices):
    NEW = "new", _("Something new")
    STATE = "state", _("State of the works")
    CORRECTION = "correction", _("Correction")


class Outcome(models.TextChoices):
    CONFIRMED = "confirmed", _("Confirmed")
    CORRECTED = "corrected", _("Corrected")
    ANSWERED = "answered", _("Answered")
    REFUSED = "refused", _("Refused")


class ContributionQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(decided_at__isnull=True, hidden_at__isnull=True)

    def decided(self):
        return self.filter(decided_at__isnull=False)

    def standing(self):
        return self.filter(hidden_at__isnull=True, entry__removed_at__isnull=True, entry__hidden_at__isnull=True)

    def overdue(self, today):
        return self.waiting().filter(due_on__lt=today)

    def visible_to(self, user):
        """What is on the pages for everybody; each to its author."""
        public = Q(hidden_at__isnull=True, entry__removed_at__isnull=True, entry__hidden_at__isnull=True)
        return self.filter(public | Q(author=user)) if user.pk else self.filter(public)

    def at(self, place):
        return self.filter(entry__place=place)

    def for_desk(self):
        return self.select_related("entry__place__parent", "entry__file", "organisation", "author").prefetch_related(
            "entry__phases"
        )


class Contribution(models.Model):
    """``about``: what it is; ``state``, ``on``: of works, with the day since when; ``words``: in ``language``;
    ``due_on``: last day of the authority; ``escalated_at``: the representative of the region was told;
    ``answer``: what the author and readers are told, a reason where it is refused."""

    keeping = FACTS

    ticket = models.UUIDField(_("ticket"), default=uuid.uuid4, unique=True, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="contributions")
    about = models.CharField(_("what it is about"), max_length=10, choices=About)
    state = models.CharField(_("state of the works"), max_length=9, choices=State, blank=True)
    on = models.DateField(_("since"), null=True, blank=True)
    words = kept(models.TextField(_("in your words"), max_length=1000, blank=True), **WORDS)
    language = models.CharField(_("language"), max_length=8)
    author = kept(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="contributions"),
        purpose=_("to tell you what became of it"), basis=CONTRACT, retention=ACCOUNT, seen_by=OWNER,
    )  # fmt: skip
    credit = kept(models.CharField(_("said by"), max_length=120, blank=True), **CREDIT)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("association")
    )
    made_at = models.DateTimeField(_("said"), default=timezone.now)
    due_on = models.DateField(_("answer until"))
    escalated_at = models.DateTimeField(_("handed to the region"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_as = models.CharField(_("decided by"), max_length=9, choices=As, blank=True)
    outcome = models.CharField(_("outcome"), max_length=9, choices=Outcome, blank=True)
    answer = models.TextField(_("answer"), max_length=1000, blank=True)
    hidden_at = models.DateTimeField(_("hidden by a moderator"), null=True, blank=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("contribution to a place")
        verbose_name_plural = _("contributions to places")
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, outcome="", decided_as="")
                | Q(decided_at__isnull=False) & ~Q(outcome="") & ~Q(decided_as=""),
                name="contribution_decided_whole",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["refused", "answered"]) | ~Q(answer=""), name="contribution_has_reason"
            ),
            models.CheckConstraint(
                condition=~Q(about="state") | ~Q(state="") & Q(on__isnull=False), name="contribution_has_state"
            ),
        ]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(decided_at__isnull=True), name="contribution_waits"),
        ]

    def __str__(self):
        return self.words or str(self.entry)

    @property
    def is_waiting(self) -> bool:
        return self.decided_at is None

    @property
    def name(self) -> str:
        """Whose word it is: of an association, or of the person as they chose to be named."""
        return self.organisation.name if self.organisation else self.credit

    @classmethod
    def make(cls, entry, *, by, about, ticket, **values) -> tuple["Contribution", bool]:
        """Say something of an entry, once for each ticket. Returns (contribution, made)."""
        with transaction.atomic():
            Page.locked(entry.place)
            if found := cls.objects.filter(ticket=ticket).first():
                if found.author_id != by.pk:
                    raise PermissionDenied("somebody else's form")
                return found, False
            due = timezone.localdate() + timedelta(days=ANSWER_DAYS)
            made = cls.objects.create(entry=entry, author=by, about=about, ticket=ticket, due_on=due, **values)
            record("localities.contributed", made, by=by, place_path=entry.place.path)
            versions.changed()
        return made, True

    def decide(self, *, by, as_what, outcome, answer="") -> "Contribution":
        """Confirm, correct, answer or refuse, once. What is confirmed stands so on the page; a refused new entry goes.
        MovedOn where somebody decided before."""
        with transaction.atomic():
            page = Page.locked(self.entry.place)
            held = Contribution.objects.select_for_update(of=("self",)).select_related("entry__place").get(pk=self.pk)
            if held.decided_at:
                raise MovedOn
            held.decided_at, held.decided_as = timezone.now(), as_what
            held.outcome, held.answer = outcome, answer
            held.save()
            held.follow_up(as_what)
            page.wake(as_what)
            record("localities.decided", held, by=by, fields=[str(outcome)], place_path=held.entry.place.path)
        return held

    def follow_up(self, as_what) -> None:
        """What the decision does to the entry; inside its transaction."""
        entry = self.entry
        if self.outcome == Outcome.CONFIRMED:
            if self.about == About.STATE:
                sources = {self.language: self.name} if self.name else {}
                Phase.objects.create(entry=entry, state=self.state, on=self.on, sources=sources)
            entry.pass_check(as_what)
        elif self.outcome == Outcome.CORRECTED:
            entry.pass_check(as_what)
        elif self.outcome == Outcome.REFUSED and self.about == About.NEW:
            entry.removed_at = self.decided_at
            entry.save(update_fields=["removed_at"])

    def hand_up(self, now) -> None:
        """Nobody answered in time: the representative of the region is asked now."""
        Contribution.objects.filter(pk=self.pk).update(escalated_at=now)
        record("localities.handed_up", self, place_path=self.entry.place.path)

    def hide(self, *, by):
        return self._set(timezone.now(), "localities.contribution_hidden", by)

    def show(self, *, by):
        return self._set(None, "localities.contribution_shown", by)

    def _set(self, moment, verb, by):
        with transaction.atomic():
            Contribution.objects.filter(pk=self.pk).update(hidden_at=moment)
            record(verb, self, by=by, place_path=self.entry.place.path)
        return self
