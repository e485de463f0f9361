"""The terms of a programme, each a row: shares, papers, criteria, stages, questions, rules of who may apply."""

from django.db import models, transaction
from django.db.models import Max, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import FACTS
from rootbridge.base.design.formats import number

from .. import contradictions
from ..budget import money
from ..eligibility import FACTS as ASKED
from ..eligibility import Operator, in_words
from ..wording import Words, words_of
from .programme import Programme, RulesRest


class Side(models.TextChoices):
    APPLICANT = "applicant", _("The applicant")
    PROGRAMME = "programme", _("The programme")
    LOCAL_AUTHORITY = "local_authority", _("The town hall")
    DIASPORA = "diaspora", _("People abroad")
    OTHERS = "others", _("Others")


class Does(models.TextChoices):
    """What a stage opens. An application goes through the stages of its programme in their order."""

    CHECK = "check", _("The office checks whether all is there")
    REVIEW = "review", _("Reviewers score it")
    TALK = "talk", _("Somebody comes to see it")
    DECIDE = "decide", _("It is decided")


class Term(models.Model):
    """``names``, ``helps``: {language: text}; ``order``: its place among its kind."""

    keeping = FACTS

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="%(class)ss")
    order = models.PositiveSmallIntegerField(_("place in the list"), default=0)
    names = models.JSONField(_("name"), default=dict)
    helps = models.JSONField(_("explanation"), default=dict, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return str(self.name)

    @property
    def name(self) -> Words:
        return words_of(self.names)

    @property
    def help(self) -> Words:
        return words_of(self.helps)

    def keep(self, *, by) -> "Term":
        """Save a new or changed term. Raises RulesRest while a call runs, Contradiction where nobody could meet it."""
        with transaction.atomic():
            programme = _held(self.programme_id)
            if told := self.contradicts(programme):
                raise contradictions.Contradiction(told)
            if self.pk is None and not self.order:
                last = type(self).objects.filter(programme=programme).aggregate(last=Max("order"))["last"]
                self.order = (last or 0) + 1
            self.save()
            programme.note_change("programmes.terms_changed", by=by, fields=[self._meta.model_name])
        return self

    def contradicts(self, programme) -> list[str]:
        """What would contradict itself with this term among the others, in sentences."""
        return told_with(programme, self) if isinstance(self, Share | Rule) else []

    def drop(self, *, by) -> None:
        """Take it away. Raises RulesRest while a call runs."""
        with transaction.atomic():
            programme = _held(self.programme_id)
            programme.note_change("programmes.terms_changed", by=by, fields=[self._meta.model_name])
            self.delete()

    def move(self, *, by, up: bool) -> None:
        """Change places with the one before or after it."""
        with transaction.atomic():
            programme = _held(self.programme_id)
            rows = list(type(self).objects.filter(programme=programme).order_by("order", "pk"))
            place = rows.index(self)
            other = place - 1 if up else place + 1
            if 0 <= other < len(rows):
                rows[place], rows[other] = rows[other], rows[place]
                for position, row in enumerate(rows, start=1):
                    type(self).objects.filter(pk=row.pk).update(order=position)
                programme.note_change("programmes.terms_changed", by=by, fields=[self._meta.model_name])


def _held(number) -> Programme:
    """The programme, locked; RulesRest where a call runs."""
    programme = Programme.objects.select_for_update(of=("self",)).select_related("place").get(pk=number)
    if programme.rules_rest():
        raise RulesRest
    return programme


class Share(Term):
    """Which part of the cost a side gives: percent of the whole from ``least`` to ``most``, and at most an amount."""

    side = models.CharField(_("who gives"), max_length=20, choices=Side)
    least = models.DecimalField(_("at least, percent"), max_digits=5, decimal_places=2, default=0)
    most = models.DecimalField(_("at most, percent"), max_digits=5, decimal_places=2, default=100)
    most_amount = models.PositiveBigIntegerField(_("at most, amount"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "side"], name="share_side_once"),
            models.CheckConstraint(
                condition=Q(least__gte=0, most__lte=100) & Q(most__gte=models.F("least")), name="share_percents"
            ),
        ]

    @property
    def title(self) -> str:
        return str(self.name) or str(self.get_side_display())

    def rule_words(self, currency: str) -> str:
        """What this side gives, in words."""
        said = {"least": number(float(self.least)), "most": number(float(self.most))}
        if self.least == self.most:
            words = gettext("%(most)s %%") % said
        elif self.least and self.most < 100:
            words = gettext("%(least)s to %(most)s %%") % said
        elif self.least:
            words = gettext("at least %(least)s %%") % said
        else:
            words = gettext("up to %(most)s %%") % said
        if self.most_amount is not None:
            words = gettext("%(share)s, no more than %(amount)s") % {
                "share": words, "amount": money(self.most_amount, currency)
            }  # fmt: skip
        return words


class Paper(Term):
    """A document that an application brings along."""

    is_required = models.BooleanField(_("must be there"), default=True)


class Criterion(Term):
    """What reviewers score, from 0 to ``scale``; ``weight``: how much it counts beside the others."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="criteria")
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)
    scale = models.PositiveSmallIntegerField(_("highest score"), default=10)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(weight__range=(1, 100)) & Q(scale__range=(1, 100)), name="criterion_numbers"
            )
        ]


class Stage(Term):
    """One stage; ``helps`` says what happens in it; ``days``: how long it takes at most."""

    does = models.CharField(_("what happens"), max_length=8, choices=Does)
    days = models.PositiveSmallIntegerField(_("days"), default=14)


class Question(Term):
    """What an application answers in words."""

    is_required = models.BooleanField(_("must be answered"), default=True)
    most_letters = models.PositiveIntegerField(_("letters at most"), default=2000)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(most_letters__range=(50, 10_000)), name="question_letters")]


class Rule(Term):
    """Who may apply: ``field`` of eligibility.FACTS, ``operator``, ``values``; ``names``: the rule as a sentence;
    ``remedies``: what would change a no, {language: text}."""

    field = models.CharField(_("what"), max_length=20)
    operator = models.CharField(_("how"), max_length=10, choices=Operator)
    values = models.JSONField(_("values"), default=list)
    remedies = models.JSONField(_("what would change a no"), default=dict, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(field__in=sorted(ASKED)), name="rule_field")]

    def sentence(self, currency: str = "") -> Words:
        """As its author wrote it, else made of its parts."""
        return self.name if self.name else Words(in_words(self, currency), "")


def told_with(programme, term=None) -> list[str]:
    """The contradictions of a programme's terms, with a term as it would be."""
    shares, rules = list(programme.shares.all()), list(programme.rules.all())
    for kind, rows in ((Share, shares), (Rule, rules)):
        if isinstance(term, kind):
            rows[:] = [row for row in rows if row.pk != term.pk] + [term]
    return contradictions.find(programme, shares, rules)


KINDS = {"share": Share, "paper": Paper, "criterion": Criterion, "stage": Stage, "question": Question, "rule": Rule}
