"""That a text was looked at again, by whom, and who looks after it."""

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import FACTS, LEGITIMATE, STAFF, TWO_YEARS, WORKINGS, kept
from rootbridge.people.members.models import Member

from .article import Article
from .wording import WRITERS


def _at_work(field):
    return kept(field, purpose=_("to know who looks after a text"), basis=LEGITIMATE, retention=TWO_YEARS,
                seen_by=STAFF)  # fmt: skip


class OfText(models.QuerySet):
    def of_text(self, text: Article):
        return self.filter(kind=text.kind, text=text.translation_key)


class KeeperQuerySet(OfText):
    def standing(self):
        return self.filter(ended_at__isnull=True)

    def visible_to(self, user):
        """One's own, and those of anybody for who works on texts."""
        if not user.pk:
            return self.none()
        return self if user.reach.holds(*WRITERS) else self.filter(member=user)


class Keeper(models.Model):
    """The person named for a text in all its languages; at most one at a time."""

    keeping = FACTS

    kind = models.CharField(_("kind"), max_length=60)
    text = models.UUIDField(_("text"))
    member = _at_work(models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+"))
    by = _at_work(models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+"))
    since = models.DateTimeField(_("since"), default=timezone.now)
    ended_at = models.DateTimeField(_("until"), null=True, blank=True)

    objects = KeeperQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "text"], condition=Q(ended_at__isnull=True), name="keeper_one_standing"
            )
        ]

    def __str__(self):
        return str(self.member)

    @classmethod
    def name(cls, text: Article, member: Member | None, *, by) -> None:
        """From now on this person looks after the text; None: only its office."""
        with transaction.atomic():
            type(text).objects.select_for_update(of=("self",)).get(pk=text.pk)
            now, before = timezone.now(), cls.objects.of_text(text).standing().first()
            if (before.member_id if before else None) == (member.pk if member else None):
                return
            cls.objects.of_text(text).standing().update(ended_at=now)
            if member is not None:
                cls.objects.create(kind=text.kind, text=text.translation_key, member=member, by=by, since=now)
            record("translation.text_given", text, by=by, place_path=text.place.path)


class Check(models.Model):
    """ "Checked, nothing changed". ``before``: {number of a row: its last check before, ISO}, for taking it back."""

    keeping = FACTS

    kind = models.CharField(_("kind"), max_length=60)
    text = models.UUIDField(_("text"))
    by = _at_work(models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+"))
    at = models.DateTimeField(_("moment"), default=timezone.now)
    before = models.JSONField(_("before"), default=dict)
    undone_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    objects = OfText.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kind", "text", "-at"], name="check_of_text")]

    def __str__(self):
        return f"{self.kind} {self.at:%Y-%m-%d}"

    @classmethod
    def note(cls, text: Article, *, by) -> "Check":
        """Somebody read the sources again and nothing has changed: a new date for every language of the text."""
        today = timezone.localdate()
        with transaction.atomic():
            rows = list(_rows(text))
            before = {str(row.pk): row.checked_on.isoformat() for row in rows}
            for row in rows:
                _date(row, max(today, row.checked_on))
            record("translation.text_checked", text, by=by, place_path=text.place.path)
            return cls.objects.create(kind=text.kind, text=text.translation_key, by=by, before=before)

    @property
    def may_be_undone(self) -> bool:
        """On the day it was made."""
        return self.undone_at is None and timezone.localdate(self.at) == timezone.localdate()

    def undo(self, text: Article, *, by) -> bool:
        """The dates from before. False where it was taken back already, or a later check stands."""
        with transaction.atomic():
            rows = list(_rows(text))
            mine = type(self).objects.select_for_update().get(pk=self.pk)
            newest = type(self).objects.of_text(text).filter(undone_at__isnull=True).order_by("-at", "-pk").first()
            if not mine.may_be_undone or newest is None or newest.pk != mine.pk:
                return False
            for row in rows:
                if str(row.pk) in mine.before:
                    _date(row, models.DateField().to_python(mine.before[str(row.pk)]))
            mine.undone_at = timezone.now()
            mine.save(update_fields=["undone_at"])
            record("translation.text_check_undone", text, by=by, place_path=text.place.path)
        return True


class Reminder(models.Model):
    """That people were told of a check: ``stage`` is "due", "past" or "left", once for each day that is due."""

    keeping = WORKINGS

    kind = models.CharField(_("kind"), max_length=60)
    text = models.UUIDField(_("text"))
    review_on = models.DateField(_("next check"))
    stage = models.CharField(_("stage"), max_length=4)
    at = models.DateTimeField(_("moment"), default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "text", "review_on", "stage"], name="check_reminder_once")
        ]

    def __str__(self):
        return f"{self.kind} {self.stage}"


def _rows(text: Article):
    """Every language of a text, held until the end of the transaction."""
    found = type(text).objects.select_for_update(of=("self",)).filter(translation_key=text.translation_key)
    return found.select_related("locale").order_by("pk")


def _date(row: Article, day) -> None:
    row.checked_on = day
    row.save(update_fields=["checked_on", "review_on"])
