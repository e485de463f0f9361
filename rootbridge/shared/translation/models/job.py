"""Texts that a machine should translate, and how many letters it was given in a month."""

from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import FACTS, PUBLIC_TASK, SIX_MONTHS, STAFF, WORKINGS, kept

from .wording import Wording

TRIES = 4
LEASE = timedelta(minutes=2)
RESTS = (timedelta(seconds=30), timedelta(minutes=5), timedelta(minutes=30))


class JobQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(ended_at__isnull=True)

    def due(self, now):
        return self.waiting().filter(next_at__lte=now).order_by("next_at", "pk")

    def worked_on_by(self, user):
        return self.filter(wording__in=Wording.objects.worked_on_by(user))


class Job(models.Model):
    """``done`` of ``count`` passages; ``problem``: why it waits or ended, a key of ``PROBLEMS``, "" for none."""

    keeping = FACTS

    class Problem(models.TextChoices):
        SILENT = "silent", _("The machine did not answer in time.")
        ODD = "odd", _("The machine answered something that is no translation.")
        BUSY = "busy", _("The machine has too much to do.")
        REFUSED = "refused", _("The machine refused: its key, or the pair of languages.")
        BUDGET = "budget", _("The letters of this month are used up.")
        GONE = "gone", _("The text is no longer public.")

    wording = models.ForeignKey(Wording, on_delete=models.CASCADE, related_name="jobs", verbose_name=_("text"))
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    by = kept(
        models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+",
                          verbose_name=_("who asked")),
        purpose=_("to tell who asked a machine for a translation"), basis=PUBLIC_TASK, retention=SIX_MONTHS,
        seen_by=STAFF,
    )  # fmt: skip
    at = models.DateTimeField(_("asked"), default=timezone.now)
    next_at = models.DateTimeField(_("next try"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True)
    done = models.PositiveSmallIntegerField(_("passages done"), default=0)
    count = models.PositiveSmallIntegerField(_("passages"), default=0)
    tries = models.PositiveSmallIntegerField(_("tries that failed"), default=0)
    problem = models.CharField(_("what went wrong"), max_length=8, choices=Problem, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wording", "language"], condition=Q(ended_at=None), name="job_once_at_a_time"
            )
        ]

    def __str__(self):
        return f"{self.wording_id} {self.language}"

    @classmethod
    def ask(cls, wording, language: str, *, by) -> "Job":
        """Ask for a text; the job that waits for it already, where there is one."""
        with transaction.atomic():
            job, made = cls.objects.get_or_create(
                wording=wording, language=language, ended_at=None, defaults={"by": by, "count": len(wording.said)}
            )
            if made:
                record("translation.machine_asked", job, by=by, place_path=wording.place.path)
        return job

    @classmethod
    def claim(cls, now) -> "Job | None":
        """The job that waits longest, for this worker alone; another may take it up when nothing is heard of it."""
        with transaction.atomic():
            due = cls.objects.due(now).select_for_update(skip_locked=True, of=("self",))
            job = due.select_related("wording__place", "by").first()
            if job is not None:
                cls.objects.filter(pk=job.pk).update(next_at=now + LEASE)
        return job

    def go_on(self, done: int, *, of: int) -> None:
        """Some passages are done; the rest at the next look."""
        self.done, self.count, self.tries, self.problem = self.done + done, of, 0, ""
        self.next_at = timezone.now()
        self.save(update_fields=["done", "count", "tries", "problem", "next_at"])

    def end(self, problem: str = "") -> None:
        self.ended_at, self.problem = timezone.now(), problem
        self.save(update_fields=["ended_at", "problem"])

    def fail(self, problem: str, now) -> None:
        """Try again later, and give up after some tries. What was translated stays."""
        self.tries, self.problem = self.tries + 1, problem
        if self.tries >= TRIES or problem == self.Problem.REFUSED:
            return self.end(problem)
        self.next_at = now + RESTS[min(self.tries, len(RESTS)) - 1]
        return self.save(update_fields=["tries", "problem", "next_at"])


class MachineMonth(models.Model):
    """Letters that were sent in a month. ``on``: its first day."""

    keeping = WORKINGS

    on = models.DateField(_("month"), unique=True)
    letters = models.PositiveIntegerField(_("letters"), default=0)

    def __str__(self):
        return f"{self.on:%Y-%m}"

    @classmethod
    def spend(cls, letters: int, *, budget: int, today) -> bool:
        """Count letters before they are sent; False, and nothing counted, where the month has no room for them."""
        month = today.replace(day=1)
        cls.objects.get_or_create(on=month)
        room = cls.objects.filter(on=month, letters__lte=budget - letters)
        return bool(room.update(letters=F("letters") + letters))

    @classmethod
    def spent(cls, today) -> int:
        return cls.objects.filter(on=today.replace(day=1)).values_list("letters", flat=True).first() or 0
