"""Answers to the standing survey are counted, not kept together: nobody can join one person's answers again."""

from django.db import models, transaction
from django.db.models import F, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import CONSENT, FACTS, STAFF, TWO_YEARS, kept

VOICES = "voices"  # the row that counts how many took part


class SurveyCountQuerySet(models.QuerySet):
    def between(self, start, end):
        return self.filter(month__range=(start.replace(day=1), end))

    def sums(self) -> dict[str, dict[str, int]]:
        """{question: {option: how many}}. One query."""
        found = {}
        for question, option, count in self.values_list("question", "option").annotate(Sum("count")):
            found.setdefault(question, {})[option] = count
        return found


class SurveyCount(models.Model):
    """How many chose an option in a month. ``month``: its first day."""

    keeping = FACTS

    question = models.CharField(_("question"), max_length=20)
    option = models.CharField(_("answer"), max_length=20)
    month = models.DateField(_("month"))
    count = models.PositiveIntegerField(_("how many"), default=0)

    objects = SurveyCountQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "option", "month"], name="surveycount_one_row")]

    def __str__(self):
        return f"{self.question} {self.option}: {self.count}"

    @classmethod
    def add(cls, answers: dict[str, list[str]], words: dict[str, str], *, language) -> None:
        """Count one voice. ``answers``: {question: options chosen}; ``words``: {question: what was written}."""
        month = timezone.localdate().replace(day=1)
        pairs = [(question, option) for question, options in answers.items() for option in options]
        with transaction.atomic():
            for question, option in [(VOICES, VOICES), *sorted(pairs)]:
                row, _made = cls.objects.get_or_create(question=question, option=option, month=month)
                cls.objects.filter(pk=row.pk).update(count=F("count") + 1)
            SurveyWords.objects.bulk_create(
                [SurveyWords(question=question, words=text, language=language) for question, text in words.items()]
            )


class SurveyWords(models.Model):
    """What somebody wrote, tied to no other answer. Day without the hour."""

    keeping = FACTS

    question = models.CharField(_("question"), max_length=20)
    words = kept(
        models.TextField(_("in your words"), max_length=2000),
        purpose=_("to know what to change"), basis=CONSENT, retention=TWO_YEARS, seen_by=STAFF,
    )  # fmt: skip
    language = models.CharField(_("language"), max_length=8)
    said_on = models.DateField(_("day"), default=timezone.localdate)

    def __str__(self):
        return self.words[:40]
