"""How often a published answer was enough: counted by day, with nothing of who read it."""

from django.db import connection, models
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import FACTS

COUNT = """
INSERT INTO help_serving (day, language, what, count) VALUES (%(day)s, %(language)s, %(what)s, 1)
ON CONFLICT (day, language, what) DO UPDATE SET count = help_serving.count + 1
"""


class What(models.TextChoices):
    OPENED = "opened", _("opened an answer while writing a question")
    ENOUGH = "enough", _("said that it was enough and did not ask")


class ServingQuerySet(models.QuerySet):
    def within(self, period):
        return self.filter(day__range=(period.start, period.end))

    def times(self, what) -> int:
        return self.filter(what=what).aggregate(times=Sum("count"))["times"] or 0


class Serving(models.Model):
    """How often one thing happened on a day in one language of the pages."""

    keeping = FACTS

    day = models.DateField(_("day"), default=timezone.localdate)
    language = models.CharField(_("language"), max_length=8)
    what = models.CharField(_("what"), max_length=8, choices=What)
    count = models.PositiveIntegerField(_("how often"), default=0)

    objects = ServingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "language", "what"], name="serving_once")]

    def __str__(self):
        return f"{self.day} {self.language} {self.what}: {self.count}"

    @classmethod
    def add(cls, what: str, language: str) -> None:
        """Count it once more, today. One query."""
        with connection.cursor() as cursor:
            cursor.execute(COUNT, {"day": timezone.localdate(), "language": language, "what": what})
