"""How content somebody was, one to five, with a thing that a subject registered: a closed case, an ended chat."""

from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import CONSENT, FACTS, NOBODY, STAFF, TWO_YEARS, kept

CHANGEABLE = timedelta(days=14)
WHY = {"purpose": _("to know whether people were helped"), "basis": CONSENT, "retention": TWO_YEARS}


class Score(models.IntegerChoices):
    FIVE = 5, _("Very content")
    FOUR = 4, _("Content")
    THREE = 3, _("So-so")
    TWO = 2, _("Not content")
    ONE = 1, _("Not content at all")


class RatingQuerySet(models.QuerySet):
    def of(self, kind, number):
        return self.filter(kind=kind, target_id=number)

    def counted(self, kind, period, scope):
        """Those of a kind in a period, of a place and all below, of people who live in a country."""
        rows = self.filter(kind=kind, given_on__range=(period.start, period.end), place_path__startswith=scope.path)
        return rows.filter(residence=scope.residence) if scope.residence else rows

    def sums(self) -> dict:
        """{"average": float or None, "count": ratings, "people": different persons}. One query."""
        return self.aggregate(
            average=models.Avg("score"), count=models.Count("pk"), people=models.Count("rater", distinct=True)
        )


class Rating(models.Model):
    """``group``: what figures are told apart by, such as a desk; ``rater``: a keyed digest that tells persons apart and
    nothing else; ``words``: for the people of that group only."""

    keeping = FACTS

    kind = models.CharField(_("kind of thing"), max_length=60)
    target_id = models.BigIntegerField(_("number of the thing"))
    group = models.CharField(_("group"), max_length=80, blank=True)
    place_path = models.CharField(_("place"), max_length=200, blank=True)
    residence = models.CharField(_("country of residence"), max_length=2, blank=True)
    rater = kept(models.CharField(_("who, as a digest"), max_length=64), seen_by=NOBODY, **WHY)
    score = kept(models.PositiveSmallIntegerField(_("how content"), choices=Score), seen_by=STAFF, **WHY)
    words = kept(models.TextField(_("in your words"), max_length=2000, blank=True), seen_by=STAFF, **WHY)
    language = models.CharField(_("language"), max_length=8, blank=True)
    given_on = models.DateField(_("given"), default=timezone.localdate)

    objects = RatingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "target_id"], name="rating_once"),
            models.CheckConstraint(condition=models.Q(score__range=(1, 5)), name="rating_one_to_five"),
        ]

    def __str__(self):
        return f"{self.kind} {self.target_id}: {self.score}"

    @property
    def may_change(self) -> bool:
        return timezone.localdate() <= self.given_on + CHANGEABLE

    @classmethod
    def give(cls, kind, number, *, score, words="", language="", **about):
        """Rate a thing, or change one's rating within two weeks. Returns (rating, changed): False when it is too late.

        ``about``: ``group``, ``place_path``, ``residence``, ``rater``, as the registry tells them.
        """
        said = {"score": score, "words": words, "language": language}
        with transaction.atomic():
            rating, made = cls.objects.get_or_create(kind=kind, target_id=number, defaults={**said, **about})
            if made:
                return rating, True
            rating = cls.objects.select_for_update().get(pk=rating.pk)
            if not rating.may_change:
                return rating, False
            for name, value in said.items():
                setattr(rating, name, value)
            rating.save(update_fields=list(said))
        return rating, True
