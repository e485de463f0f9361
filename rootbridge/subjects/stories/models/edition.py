"""One writing of a story: its facts, its words in each language, its pictures. Once sent it stays as it was sent."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import ACCOUNT, CONTRACT, EVERYONE, FACTS, kept
from rootbridge.base.files.models import PublicFile
from rootbridge.base.reference.models import Place
from rootbridge.base.reference.topics import Topic
from rootbridge.people.organisations.models import Organisation

from .stories import EditionQuerySet, Kind, NotNow, PictureQuerySet, TellingQuerySet

CREDIT = {"purpose": _("to credit who wrote it"), "basis": CONTRACT, "retention": ACCOUNT, "seen_by": EVERYONE}
WORDS = {"purpose": _("so that others can read the story"), "basis": CONTRACT, "retention": ACCOUNT,
         "seen_by": EVERYONE}  # fmt: skip
# Pictures of one story.
MOST_PICTURES = 4


class Edition(models.Model):
    """``number``: the first is 1; ``credit``: the name under which the author stands, "" for the name of their
    organisation or of the platform; ``ends_on``: the last day on which it is current; ``people_agreed``: whoever can
    be recognised in its pictures agreed, as the author says."""

    keeping = FACTS

    story = models.ForeignKey("stories.Story", on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.BLOG)
    credit = kept(models.CharField(_("credited as"), max_length=80, blank=True), **CREDIT)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("association")
    )
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+", verbose_name=_("home place"))
    topic = models.CharField(_("topic"), max_length=12, choices=Topic, blank=True)
    original = models.CharField(_("written in"), max_length=8, choices=settings.LANGUAGES)
    ends_on = models.DateField(_("current until"), null=True, blank=True)
    people_agreed = models.BooleanField(_("who can be recognised agreed"), default=False)
    begun_at = models.DateTimeField(_("begun"), default=timezone.now)
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent in"), null=True, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["story", "number"], name="edition_number")]
        indexes = [models.Index(fields=["sent_at"], name="edition_sent")]

    def __str__(self):
        return f"{self.story_id}.{self.number}"

    @property
    def state(self) -> str:
        """``draft``, ``waiting``, ``accepted``, ``changes`` or ``refused``."""
        if hasattr(self, "verdict"):
            return self.verdict.outcome
        return "waiting" if self.sent_at else "draft"

    @property
    def is_open(self) -> bool:
        """May its author still write in it?"""
        return self.state == "draft"

    @property
    def edition(self) -> str:
        """What a page says that it shows: another after each change."""
        return f"{self.pk}.{int(self.saved_at.timestamp() * 1_000_000)}"

    def is_past(self, day) -> bool:
        return self.ends_on is not None and self.ends_on < day

    def told(self) -> dict[str, "Telling"]:
        """{language: words}, the original first. One query unless they are there."""
        rows = sorted(self.tellings.all(), key=lambda row: (row.language != self.original, row.language))
        return {row.language: row for row in rows}

    def shown(self) -> list["Picture"]:
        return sorted(self.pictures.all(), key=lambda picture: (picture.number, picture.pk))

    @property
    def title(self) -> str:
        first = next(iter(self.told().values()), None)
        return first.title if first else ""

    def change(self, *, by, telling=None, **facts):
        """Save a draft: facts, and the words of one language ({language, title, lead, body}). NotNow once sent."""
        with transaction.atomic():
            mine = self._held()
            for name, value in facts.items():
                setattr(mine, name, value)
            if telling:
                words = {name: telling[name] for name in ("title", "lead", "body")}
                Telling.objects.update_or_create(edition=mine, language=telling["language"], defaults=words)
            if "original" in facts:
                self._keep_original(mine)
            return mine.touch()

    def drop(self, language: str, *, by):
        """Take the words of another language out of a draft."""
        with transaction.atomic():
            mine = self._held()
            mine.tellings.filter(language=language).exclude(language=mine.original).delete()
            return mine.touch()

    def add_picture(self, file: PublicFile, *, by, alt="", caption="", is_decoration=False):
        """Put a picture at the end, of people who agreed. NotNow where there are enough."""
        with transaction.atomic():
            mine = self._held()
            numbers = list(mine.pictures.values_list("number", flat=True))
            if len(numbers) >= MOST_PICTURES:
                raise NotNow
            picture = mine.pictures.create(
                file=file, number=max(numbers, default=0) + 1, alt=alt, caption=caption, is_decoration=is_decoration
            )
            mine.people_agreed = True
            mine.touch()
        return picture

    def remove_picture(self, number: int, *, by):
        with transaction.atomic():
            mine = self._held()
            mine.pictures.filter(number=number).delete()
            return mine.touch()

    def send(self, *, by):
        """Send it in: from now on it stays as it is until somebody has judged it."""
        with transaction.atomic():
            mine = self._held()
            mine.sent_at = timezone.now()
            mine.touch()
            record("stories.sent", mine.story, by=by, place_path=mine.place.path)
        return mine

    def take_back(self, *, by):
        """Back on the author's table, before anybody has judged it."""
        with transaction.atomic():
            rows = Edition.objects.select_for_update(of=("self",)).select_related("place")
            mine = rows.filter(pk=self.pk).first()
            if mine is None or mine.state != "waiting":
                raise NotNow
            mine.sent_at = None
            mine.touch()
            record("stories.taken_back", mine.story, by=by, place_path=mine.place.path)
        return mine

    def copy(self) -> "Edition":
        """The next draft of the same story, with the same words and pictures."""
        facts = ("story_id", "kind", "credit", "organisation_id", "place_id", "topic", "original", "ends_on",
                 "people_agreed")  # fmt: skip
        last = Edition.objects.filter(story=self.story_id).order_by("-number").first()
        made = Edition.objects.create(number=last.number + 1, **{name: getattr(self, name) for name in facts})
        Telling.objects.bulk_create(
            Telling(edition=made, language=one.language, title=one.title, lead=one.lead, body=one.body)
            for one in self.told().values()
        )
        Picture.objects.bulk_create(
            Picture(edition=made, file_id=one.file_id, number=one.number, alt=one.alt, caption=one.caption,
                    is_decoration=one.is_decoration)
            for one in self.shown()
        )  # fmt: skip
        return made

    def touch(self):
        self.saved_at = timezone.now()
        self.save()
        return self

    def _held(self) -> "Edition":
        """Itself as it is now, held until the transaction ends. NotNow once it was sent or thrown away."""
        rows = Edition.objects.select_for_update(of=("self",)).select_related("place", "story")
        mine = rows.filter(pk=self.pk).first()
        if mine is None or not mine.is_open:
            raise NotNow
        return mine

    def _keep_original(self, mine):
        """The words first written in become those of the language now said, where that has none of its own."""
        if not mine.tellings.filter(language=mine.original).exists():
            mine.tellings.filter(language=self.original).update(language=mine.original)


class Telling(models.Model):
    """The words of an edition in one language; ``body``: plain words with a little Markdown."""

    keeping = FACTS

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="tellings")
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    title = kept(models.CharField(_("title"), max_length=140), **WORDS)
    lead = kept(models.CharField(_("in one or two sentences"), max_length=300), **WORDS)
    body = kept(models.TextField(_("your story"), max_length=12_000), **WORDS)

    objects = TellingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "language"], name="telling_one_a_language")]

    def __str__(self):
        return self.title


class Picture(models.Model):
    """``alt``: what it shows, for who cannot see it, in the language of the original; "" for a decoration alone."""

    keeping = FACTS

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="pictures")
    file = models.ForeignKey(PublicFile, on_delete=models.PROTECT, related_name="+", verbose_name=_("file"))
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    alt = kept(models.CharField(_("what it shows"), max_length=300, blank=True), **WORDS)
    caption = kept(models.CharField(_("words below it"), max_length=200, blank=True), **WORDS)
    is_decoration = models.BooleanField(_("only decoration"), default=False)

    objects = PictureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(alt="") | Q(is_decoration=True), name="picture_told_or_decoration")
        ]

    def __str__(self):
        return self.alt or str(self.pk)
