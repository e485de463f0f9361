"""A case: one thing that waits for a decision, whatever asked for it; the decision is a row with its rule and reason.

Who decides: moderators and administrators inside their scope; representatives too, but for what was said in private.
"""

from datetime import UTC

from django.db import models, transaction
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone, translation
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import FACTS, LEGITIMATE, STAFF, TWO_YEARS, kept
from rootbridge.people.members.models import Member

from ..clock import within
from ..registry import announce, reportables, things_of
from .hold import Hold, Why
from .signal import Host, Signal

MODERATORS = ("moderator", "administrator")
REPRESENTATIVES = ("local_representative", "residence_representative")
TO_DECIDE = {"purpose": _("to decide and to answer for it"), "basis": LEGITIMATE, "retention": TWO_YEARS}


class Outcome(models.TextChoices):
    HIDDEN = "hidden", _("Taken off the pages")
    KEPT = "kept", _("Left as it is")


class Rule(models.TextChoices):
    """The rules of the platform; their sentences stand on the page of rules."""

    MONEY = "money", _("Nobody asks for money or papers")
    DANGER = "danger", _("Nobody is put in danger")
    RESPECT = "respect", _("Nobody is insulted or threatened")
    PRIVATE = "private", _("What is private stays private")
    TRUTH = "truth", _("What is said is true")
    NAMES = "names", _("Nobody pretends to be somebody else")
    FLOOD = "flood", _("No advertising, and nothing over and over")
    ELSE = "else", _("Another rule, named in the reason")


class CaseQuerySet(models.QuerySet):
    def received_by(self, user):
        """Those that a user may have to decide on."""
        if not user.pk:
            return self.none()
        private, hidden = [], Q(pk__in=[])
        for known in reportables.all().values():
            if known.is_private:
                private.append(known.key)
            if known.hidden_from is not None:
                hidden |= Q(target_kind=known.key, target_id__in=known.hidden_from(user))
        columns = {"path": "place_path", "residence": "residence"}
        public = user.reach.condition(*REPRESENTATIVES, **columns) & ~Q(target_kind__in=private)
        return self.filter((user.reach.condition(*MODERATORS, **columns) | public) & ~hidden)

    def visible_to(self, user):
        return self.received_by(user)

    def about(self, kind, number):
        return self.filter(target_kind=kind, target_id=number)

    def waiting(self):
        return self.filter(closed_at=None)

    def decided(self):
        return self.filter(closed_at__isnull=False)

    def late_at(self, now):
        return self.waiting().filter(due_at__lt=now)

    def for_list(self):
        """With ``people`` (who reported it) and ``signs`` (signals of the thing); what is due first stands first, and
        of two at one moment the one with more signs."""
        same = Signal.objects.filter(target_kind=OuterRef("target_kind"), target_id=OuterRef("target_id"))
        signs = same.order_by().values("target_kind").annotate(number=Count("pk")).values("number")
        rows = self.annotate(people=Count("reports"), signs=Coalesce(Subquery(signs), 0)).select_related("decision")
        return rows.order_by(F("closed_at").desc(nulls_last=True), "due_at", "-signs", "pk")


class Case(models.Model):
    """``reason``: the gravest that was reported, "" where only signals speak; ``due_at``: until when somebody decides;
    ``place_path``, ``residence``: where it belongs, both "" for the centre. One open case a thing."""

    target_kind = models.CharField(_("kind of thing"), max_length=60)
    target_id = models.BigIntegerField(_("number of the thing"))
    author = kept(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"),
        seen_by=STAFF, **TO_DECIDE,
    )  # fmt: skip
    reason = models.CharField(_("reason"), max_length=12, blank=True)
    place_path = models.CharField(_("place"), max_length=200, blank=True)
    residence = models.CharField(_("country of residence"), max_length=2, blank=True)
    opened_at = models.DateTimeField(_("opened"), default=timezone.now)
    due_at = models.DateTimeField(_("due"))
    closed_at = models.DateTimeField(_("decided"), null=True, blank=True)

    keeping = FACTS
    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["target_kind", "target_id"], condition=Q(closed_at__isnull=True), name="case_open_once"
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(closed_at__isnull=True), name="case_due"),
            models.Index(fields=["target_kind", "target_id"], name="case_target"),
        ]

    def __str__(self):
        return f"{self.target_kind} {self.target_id}"

    @property
    def known(self):
        """What the registry says of the kind of thing, of a sleeping part too."""
        return reportables.all().get(self.target_kind)

    @cached_property
    def thing(self):
        """The thing itself, hidden or not; None when it is gone. One query."""
        return things_of(self.target_kind, [self.target_id]).get(self.target_id)

    @classmethod
    def open_for(cls, known, thing, *, reason="", signs=0, now=None) -> "Case":
        """The open case of a thing, made where there is none, held until the transaction ends. What is graver than
        what was known makes it due sooner. Inside the transaction of the caller."""
        now = (now or timezone.now()).astimezone(UTC)  # hours that pass, whatever the clocks on the wall do
        due = now + within(reason, signs)
        case, made = cls.objects.get_or_create(
            target_kind=known.key, target_id=thing.pk, closed_at=None,
            defaults={
                "place_path": known.place_path(thing) or "", "residence": known.residence(thing) or "",
                "author": known.author(thing), "reason": reason, "opened_at": now, "due_at": due,
            },
        )  # fmt: skip
        held = cls.objects.select_for_update().filter(pk=case.pk, closed_at=None).first()
        if held is None:  # decided in this very moment
            return cls.open_for(known, thing, reason=reason, signs=signs, now=now)
        if not made and (due < held.due_at or not held.reason):
            held.reason = reason if due < held.due_at and reason else held.reason or reason
            held.due_at = min(held.due_at, due)
            held.save(update_fields=["reason", "due_at"])
        return held

    def decide(self, *, by, outcome, reason, rule="", words=None, now=None):
        """Decide on it, and on every report of it, once. Returns the decision; None when somebody did before.

        ``reason``: the sentence for both sides; ``words``: the same in other languages, {language: text}.
        """
        known, thing = self.known, self.thing
        rule = (rule or Rule.ELSE) if outcome == Outcome.HIDDEN else ""
        with transaction.atomic():
            mine = Case.objects.select_for_update().filter(pk=self.pk, closed_at=None).first()
            if mine is None:
                return None
            mine.closed_at = now or timezone.now()
            mine.save(update_fields=["closed_at"])
            decision = Decision.objects.create(
                case=mine, outcome=outcome, rule=rule, reason=reason, words=words or {}, decided_by=by,
                decided_at=mine.closed_at,
            )  # fmt: skip
            mine.reports.update(source="")
            if rule in (Rule.MONEY, Rule.DANGER):
                Host.objects.refuse(mine.target_kind, mine.target_id, mine.closed_at)
            if thing is not None:
                if outcome == Outcome.HIDDEN:
                    Hold.place(known, thing, why=Why.DECISION, by=by)
                else:
                    Hold.lift(known, thing, by=by)
                announce("decided", known, thing, decision=decision)
            record("moderation.decided", mine, by=by, fields=[outcome, *([rule] if rule else [])],
                   place_path=mine.place_path)  # fmt: skip
        return decision

    def put_back(self, *, by, reason) -> bool:
        """Change the decision: the thing is on the pages again and both sides hear why. False when it was there."""
        known, thing = self.known, self.thing
        with transaction.atomic():
            decision = Decision.objects.select_for_update().filter(case=self.pk, outcome=Outcome.HIDDEN).first()
            if decision is None or thing is None or not Hold.lift(known, thing, by=by):
                return False
            decision.outcome, decision.rule, decision.reason, decision.words = Outcome.KEPT, "", reason, {}
            decision.decided_by, decision.decided_at = by, timezone.now()
            decision.save()
            announce("decided", known, thing, decision=decision)
            record("moderation.put_back", self, by=by, place_path=self.place_path)
        return True


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those about what one wrote, those on what one reported, and those of one's scope."""
        if not user.pk:
            return self.none()
        cases = Case.objects.received_by(user).values("pk")
        return self.filter(Q(case__author=user) | Q(case__reports__reporter=user) | Q(case__in=cases)).distinct()

    def about_own(self, user):
        """Of what somebody wrote themselves."""
        return self.filter(case__author=user) if user.pk else self.none()


class Decision(models.Model):
    """One decision on one case; ``rule``: which was broken, "" where none was; both sides get its reason, in their
    own language where ``words`` has it."""

    keeping = FACTS

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="decision")
    outcome = models.CharField(_("decision"), max_length=8, choices=Outcome)
    rule = models.CharField(_("rule"), max_length=12, choices=Rule, blank=True)
    reason = kept(models.TextField(_("reason, for both sides"), max_length=2000), seen_by=STAFF, **TO_DECIDE)
    words = kept(models.JSONField(_("the reason in other languages"), default=dict, blank=True), seen_by=STAFF,
                 **TO_DECIDE)  # fmt: skip
    decided_by = kept(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="decisions"),
        seen_by=STAFF, **TO_DECIDE,
    )  # fmt: skip
    decided_at = models.DateTimeField(_("decided"), default=timezone.now)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="decision_has_reason"),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.KEPT, rule="") | (Q(outcome=Outcome.HIDDEN) & ~Q(rule="")),
                name="decision_names_rule",
            ),
        ]

    def __str__(self):
        return self.get_outcome_display()

    def reason_in(self, language: str) -> str:
        """Its reason in a language where it has it, else as it was written."""
        return self.words.get(language) or self.reason

    def outcome_in(self, language: str) -> str:
        with translation.override(language):
            return str(self.get_outcome_display())

    def rule_in(self, language: str) -> str:
        with translation.override(language):
            return str(self.get_rule_display()) if self.rule else ""
