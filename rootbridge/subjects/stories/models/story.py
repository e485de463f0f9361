"""A story: whose it is, which of its editions stands on the pages, and since when."""

import uuid

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core import findable
from rootbridge.base.core.keeping import ACCOUNT, CONTRACT, FACTS, OWNER, kept
from rootbridge.people.members.models import Member

from .edition import Edition, Telling
from .stories import MovedOn, NotNow, StoryQuerySet, TakenOff, free_slug
from .verdict import Outcome, Verdict

SEARCHED = "stories.story"
STANDING = ["standing", "changed_at", "withdrawn_at", "published_at"]


class Story(models.Model):
    """``standing``: the edition that readers see; ``published_at``: when the first stood there; ``withdrawn_at``: its
    author took it off; ``hidden_at``: a moderator did; ``is_work``: written at work, for the platform or an office."""

    keeping = FACTS

    slug = models.SlugField(_("address"), max_length=100, unique=True)
    author = kept(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="stories"),
        purpose=_("to tell you what became of your story"), basis=CONTRACT, retention=ACCOUNT, seen_by=OWNER,
    )  # fmt: skip
    standing = models.OneToOneField(
        Edition, on_delete=models.SET_NULL, null=True, blank=True, related_name="stands_for"
    )
    is_work = models.BooleanField(_("written at work"), default=False)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    changed_at = models.DateTimeField(_("last edition published"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("taken off by its author"), null=True, blank=True)
    hidden_at = models.DateTimeField(_("hidden by a moderator"), null=True, blank=True)
    ticket = models.UUIDField(_("ticket"), default=uuid.uuid4, unique=True, editable=False)

    objects = StoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        indexes = [models.Index(fields=["-published_at", "-id"], name="story_newest")]

    def __str__(self):
        return self.title or self.slug

    def get_absolute_url(self):
        return reverse("stories:story", args=[self.slug])

    @property
    def is_published(self) -> bool:
        return bool(self.standing_id) and self.hidden_at is None and self.withdrawn_at is None

    @property
    def latest(self) -> Edition:
        """The newest edition. One query."""
        rows = self.editions.select_related("place", "organisation", "verdict")
        return rows.prefetch_related("tellings", "pictures__file").order_by("-number").first()

    @property
    def title(self) -> str:
        edition = self.standing or self.latest
        return edition.title if edition else ""

    def was_taken_off_after(self, edition: Edition) -> bool:
        """Did its author take it off after they sent this edition in?"""
        return self.withdrawn_at is not None and (edition.sent_at is None or edition.sent_at <= self.withdrawn_at)

    @classmethod
    def begin(cls, *, by, telling, ticket=None, is_work=False, **facts):
        """A new draft, once for each ticket. Returns (story, made). ``telling``: {language, title, lead, body}."""
        with transaction.atomic():
            story, made = cls.objects.get_or_create(
                ticket=ticket or uuid.uuid4(),
                defaults={"author": by, "slug": free_slug(telling["title"]), "is_work": is_work},
            )
            if story.author_id != by.pk:
                raise PermissionDenied("somebody else's form")
            if made:
                edition = Edition.objects.create(story=story, **facts)
                Telling.objects.create(edition=edition, **telling)
                record("stories.begun", story, by=by, place_path=edition.place.path)
        return story, made

    def open_draft(self, *, by) -> Edition:
        """The edition to write in: the open one, else a copy of the last. NotNow while one waits to be judged."""
        with transaction.atomic():
            last = self._held_latest()
            if last.state == "waiting":
                raise NotNow
            return last if last.is_open else last.copy()

    def judge(self, *, by, edition: str, outcome, words="") -> Verdict:
        """Publish what was sent in, ask for changes, or refuse it. MovedOn where it is not what was looked at; TakenOff
        where it would come back to the pages against the word of its author."""
        with transaction.atomic():
            mine = Story.objects.select_for_update().get(pk=self.pk)
            sent = self.editions.select_related("place").order_by("-number").first()
            if sent.edition != edition or sent.state != "waiting":
                raise MovedOn
            if outcome == Outcome.ACCEPTED and mine.was_taken_off_after(sent):
                raise TakenOff
            verdict = Verdict.objects.create(edition=sent, outcome=outcome, words=words, by=by)
            if outcome == Outcome.ACCEPTED:
                mine._stand(sent, verdict.at)
                self.refresh_from_db(fields=STANDING)
            record(f"stories.{outcome}", self, by=by, place_path=sent.place.path)
            findable.changed(SEARCHED, self.pk)
        return verdict

    def readmit(self, edition: Edition, *, by):
        """Publish an edition that was refused, since an appeal was right; a later one that stands by now stays."""
        with transaction.atomic():
            mine = Story.objects.select_for_update().get(pk=self.pk)
            Verdict.objects.filter(edition=edition).update(outcome=Outcome.ACCEPTED, by=by, at=timezone.now())
            if mine.standing is None or mine.standing.number < edition.number:
                mine._stand(edition, timezone.now())
                self.refresh_from_db(fields=STANDING)
            record("stories.accepted", self, by=by, place_path=edition.place.path)
            findable.changed(SEARCHED, self.pk)
        return self

    def withdraw(self, *, by):
        """The author takes it off the pages."""
        return self._set("withdrawn_at", timezone.now(), "stories.withdrawn", by)

    def bring_back(self, *, by):
        """The author puts it on the pages again, as it was accepted."""
        return self._set("withdrawn_at", None, "stories.brought_back", by)

    def hide(self, *, by):
        return self._set("hidden_at", timezone.now(), "stories.hidden", by)

    def show(self, *, by):
        return self._set("hidden_at", None, "stories.shown", by)

    def throw_away(self, *, by):
        """Delete a draft; a story that stood on the pages keeps what stood. Returns whether anything is left."""
        with transaction.atomic():
            last = self._held_latest()
            if not last.is_open:
                raise NotNow
            record("stories.thrown_away", self, by=by, place_path=last.place.path)
            last.delete()
            if self.editions.exists():
                return True
            self.delete()
        return False

    def _held_latest(self) -> Edition:
        """Its newest edition, held with the story until the transaction ends. NotNow where it was thrown away."""
        Story.objects.select_for_update().filter(pk=self.pk).first()
        last = self.latest
        if last is None:
            raise NotNow
        return last

    def _stand(self, edition, now):
        """An edition stands on the pages; what its author took off afterwards is theirs to put back."""
        if not self.was_taken_off_after(edition):
            self.withdrawn_at = None
        self.standing, self.changed_at, self.published_at = edition, now, self.published_at or now
        self.save(update_fields=STANDING)

    def _set(self, name, moment, verb, by):
        with transaction.atomic():
            Story.objects.select_for_update().get(pk=self.pk)
            setattr(self, name, moment)
            self.save(update_fields=[name])
            record(verb, self, by=by, place_path=self.standing.place.path if self.standing else "")
            findable.changed(SEARCHED, self.pk)
        return self
