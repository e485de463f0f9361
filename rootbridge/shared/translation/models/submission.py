"""A draft that was sent for approval: a row from the sending to what came of it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import FACTS, LEGITIMATE, STAFF, TWO_YEARS, kept
from rootbridge.people.members.models import Member

from ..announcing import announce
from ..authors import wrote
from .article import Article
from .rendering import has_unread
from .wording import PUBLISHERS, WRITERS


class MovedOn(Exception):
    """It is another edition now than the one that was seen, or somebody else decided."""


class Outcome(models.TextChoices):
    PUBLISHED = "published", _("published")
    PLANNED = "planned", _("planned")
    RETURNED = "returned", _("sent back")
    TAKEN_BACK = "taken_back", _("taken back")
    OVERTAKEN = "overtaken", _("overtaken")


def _at_work(field):
    return kept(field, purpose=_("to know who wrote and who approved"), basis=LEGITIMATE, retention=TWO_YEARS,
                seen_by=STAFF)  # fmt: skip


class SubmissionQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(closed_at__isnull=True)

    def of_text(self, text):
        return self.filter(kind=text.kind, number=text.pk)

    def decided_by(self, user):
        """Those whose text a user may publish."""
        return self.filter(user.reach.condition(*PUBLISHERS, path="place_path")) if user.pk else self.none()

    def seen_by(self, user):
        """Those of texts that a user works on."""
        return self.filter(user.reach.condition(*WRITERS, path="place_path")) if user.pk else self.none()

    def with_revision(self):
        return self.select_related("by", "closed_by", "revision")


class Submission(models.Model):
    """``kind``, ``number``: which text; ``revision``: what was sent; ``place_path``: where the text lies."""

    keeping = FACTS

    kind = models.CharField(_("kind"), max_length=60)
    number = models.BigIntegerField(_("number"))
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+", verbose_name=_("version"))
    place_path = models.CharField(_("place"), max_length=300, blank=True)
    note = _at_work(models.TextField(_("note"), max_length=600, blank=True))
    by = _at_work(models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+"))
    at = models.DateTimeField(_("sent"), default=timezone.now)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, blank=True)
    words = _at_work(models.TextField(_("words"), max_length=2000, blank=True))
    closed_by = _at_work(models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"))
    closed_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "number"], condition=Q(closed_at__isnull=True), name="submission_one_waiting"
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["published", "planned"])
                | Q(closed_by__isnull=True) | Q(by__isnull=True) | ~Q(closed_by=F("by")),
                name="submission_four_eyes",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.kind} {self.number}"

    @classmethod
    def send(cls, text: Article, *, by, note="") -> "Submission":
        """Ask for the approval of the newest draft of a text, and tell who may give it. One that waits already gives
        way. Raises ValidationError where something is still missing."""
        with transaction.atomic():
            text = _locked(text)
            revision = text.latest_revision
            if revision is None:
                revision = text.save_revision(user=by)
            revision.as_object().full_clean()
            if has_unread(revision.as_object()):
                raise ValidationError(_("A machine made some of these words. Read them first, under Languages."))
            before = cls.objects.of_text(text).waiting().select_for_update().first()
            if before is not None:
                before._close(Outcome.OVERTAKEN, by=by)
            made = cls.objects.create(
                kind=text.kind, number=text.pk, revision=revision, place_path=text.place.path, by=by, note=note
            )
            record("translation.text_sent", text, by=by, place_path=text.place.path)
            announce("sent", text=text, submission=made)
        return made

    @classmethod
    def overtake(cls, text: Article, *, by) -> None:
        """A newer version went on the pages another way: what waits gives way."""
        with transaction.atomic():
            waiting = cls.objects.of_text(text).waiting().select_for_update().first()
            if waiting is not None:
                waiting._close(Outcome.OVERTAKEN, by=by)

    def edition(self, text: Article) -> str:
        """What stands before somebody who decides: this version as it is now, against what readers see now."""
        return edition_of(text, self.revision)

    def publish(self, text: Article, *, by, edition, at=None, off_at=None) -> Article:
        """Readers see what was sent, now or from ``at`` on, until ``off_at``. MovedOn where it is not this ``edition``
        any more; PermissionDenied for whoever sent it or wrote any of it."""
        with transaction.atomic():
            text, mine = self._held(text, edition)
            if by.pk == mine.by_id or wrote(by, text, mine.revision):
                raise PermissionDenied("a second person must look")
            publish_revision(text, mine.revision, by=by, at=at, off_at=off_at)
            mine._close(Outcome.PLANNED if at else Outcome.PUBLISHED, by=by)
            record("translation.text_approved", text, by=by, place_path=text.place.path)
            announce("planned" if at else "published", text=text, submission=mine, at=at)
        return text

    def send_back(self, text: Article, *, by, edition, words) -> None:
        """Not yet: whoever sent it gets the words."""
        with transaction.atomic():
            text, mine = self._held(text, edition)
            mine._close(Outcome.RETURNED, by=by, words=words)
            record("translation.text_sent_back", text, by=by, place_path=text.place.path)
            announce("returned", text=text, submission=mine)

    def take_back(self, text: Article, *, by) -> None:
        """It needs more work: nobody is asked any more."""
        with transaction.atomic():
            text, mine = self._held(text, None)
            mine._close(Outcome.TAKEN_BACK, by=by)
            record("translation.text_taken_back", text, by=by, place_path=text.place.path)

    def _held(self, text, edition):
        """The text and this row as they are now, held until the end of the transaction."""
        text = _locked(text)
        mine = type(self).objects.select_for_update(of=("self",)).select_related("revision").get(pk=self.pk)
        if mine.closed_at is not None or (edition is not None and edition != mine.edition(text)):
            raise MovedOn
        return text, mine

    def _close(self, outcome, *, by, words=""):
        self.outcome, self.words, self.closed_by, self.closed_at = outcome, words, by, timezone.now()
        self.save(update_fields=["outcome", "words", "closed_by", "closed_at"])


def edition_of(text: Article, revision: Revision) -> str:
    """A version as it is now, against what readers see now; a version may be written over while somebody types."""
    return f"{revision.pk}-{revision.created_at:%Y%m%d%H%M%S%f}-{text.edition}"


def publish_revision(text: Article, revision: Revision, *, by, at=None, off_at=None) -> None:
    """Show a version, now or from ``at`` on, until ``off_at``. The day of the last check never goes back. In a
    transaction that holds the text."""
    checked = max(text.checked_on.isoformat(), revision.content["checked_on"])
    revision.content |= {"go_live_at": _told(at), "expire_at": _told(off_at), "checked_on": checked}
    revision.save(update_fields=["content"])
    text.revisions.exclude(pk=revision.pk).filter(approved_go_live_at__isnull=False).update(approved_go_live_at=None)
    revision.publish(user=by, skip_permission_checks=True)


def _told(moment):
    return moment.isoformat() if moment else None


def _locked(text: Article) -> Article:
    rows = type(text).objects.select_for_update(of=("self",))
    return rows.select_related("place", "locale", "live_revision").get(pk=text.pk)
