"""A text as it is heard: somebody, or a machine, reads it in one language, also in one that is hardly written."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core import versions
from rootbridge.base.core.keeping import CONSENT, EVERYONE, FACTS, FOREVER, LEGITIMATE, STAFF, kept
from rootbridge.base.core.text import clean_line, clean_text
from rootbridge.base.files.models import PublicFile

from .article import Article


class Voice(models.TextChoices):
    PERSON = "person", _("a person")
    MACHINE = "machine", _("a machine")


class Form(models.TextChoices):
    WHOLE = "whole", _("the whole text")
    EASY = "easy", _("the text in easy words")


def text_models() -> dict[str, type[Article]]:
    """The models of texts by their kind: "services.guide"."""
    found = (model for model in Article.__subclasses__() if not model._meta.abstract)
    return {model._meta.label_lower: model for model in found}


class RecordingQuerySet(models.QuerySet):
    def live(self):
        return self.filter(taken_off_at=None)

    def of_text(self, article):
        return self.filter(kind=article.kind, translation_key=article.translation_key)

    def heard_by(self, user):
        """What everybody may hear; an editor also what was taken off."""
        return self.live() | self.visible_to(user) if user.pk else self.live()

    def for_page(self):
        return self.select_related("file").order_by("language", "form", "pk")

    def visible_to(self, user):
        """What an editor works on: recordings of texts that they publish."""
        mine = Q(pk__in=[])
        for kind, model in text_models().items():
            mine |= Q(kind=kind, translation_key__in=model.objects.published_by(user).values("translation_key"))
        return self.filter(mine)


class Recording(models.Model):
    """``kind`` and ``translation_key``: the text; ``language``: any tongue; ``made_from``: the language of the text
    that was read, ``edition``: a digest of its words then; ``speaker``: a person's name, who agreed to it."""

    keeping = FACTS

    kind = models.CharField(_("kind"), max_length=60)
    translation_key = models.UUIDField(_("text"))
    language = models.CharField(_("language"), max_length=12)
    form = models.CharField(_("what is read"), max_length=8, choices=Form, default=Form.WHOLE)
    file = models.ForeignKey(PublicFile, on_delete=models.PROTECT, related_name="+", verbose_name=_("file"))
    voice = models.CharField(_("who reads"), max_length=8, choices=Voice)
    speaker = kept(
        models.CharField(_("name of the person"), max_length=80, blank=True),
        purpose=_("to say whose voice it is"), basis=CONSENT, retention=FOREVER, seen_by=EVERYONE,
    )  # fmt: skip
    transcript = models.TextField(_("what is said"), max_length=12_000, blank=True)
    made_from = models.CharField(_("read from"), max_length=8)
    edition = models.CharField(_("digest of the words"), max_length=64)
    added_by = kept(
        models.ForeignKey(
            settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
            verbose_name=_("added by"),
        ),
        purpose=_("to know whom to ask about it"), basis=LEGITIMATE, retention=FOREVER, seen_by=STAFF,
    )  # fmt: skip
    added_at = models.DateTimeField(_("added"), default=timezone.now)
    taken_off_at = models.DateTimeField(_("taken off"), null=True, blank=True)

    objects = RecordingQuerySet.as_manager()

    class Meta:
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "translation_key", "language", "form"], condition=Q(taken_off_at=None),
                name="recording_one_heard",
            ),
            models.CheckConstraint(
                condition=Q(voice=Voice.MACHINE, speaker="") | (Q(voice=Voice.PERSON) & ~Q(speaker="")),
                name="recording_person_has_name",
            ),
        ]  # fmt: skip
        indexes = [models.Index(F("translation_key"), name="recording_of_text")]

    def __str__(self):
        return f"{self.language} · {self.file.name}"

    @property
    def is_machine(self) -> bool:
        return self.voice == Voice.MACHINE

    @classmethod
    def keep(cls, article, file, *, by, language, voice, form=Form.WHOLE, speaker="", transcript="", edition=None):
        """Let a text be heard. ``file``: a sound that was looked at; it takes the place of an earlier recording in the
        same language, which can be put back. ``edition``: of the words that were read, those of today unless said."""
        with transaction.atomic():
            cls._same(article.kind, article.translation_key, language, form).update(taken_off_at=timezone.now())
            made = cls.objects.create(
                kind=article.kind, translation_key=article.translation_key, language=language, form=form,
                file=PublicFile.keep(file, by=by), voice=voice, made_from=article.language, added_by=by,
                speaker=clean_line(speaker) if voice == Voice.PERSON else "", transcript=clean_text(transcript),
                edition=article.words_digest(form) if edition is None else edition,
            )  # fmt: skip
            made._note("translation.recording_added", article, by)
        return made

    @classmethod
    def _same(cls, kind, key, language, form):
        rows = cls.objects.live().filter(kind=kind, translation_key=key, language=language, form=form)
        return rows.select_for_update()

    def text(self) -> Article | None:
        """The row that was read, else one of its other languages; None where the text is gone."""
        rows = text_models()[self.kind].objects.filter(translation_key=self.translation_key).with_owner()
        return min(rows, key=lambda row: (row.language != self.made_from, row.pk), default=None)

    def is_behind(self, article) -> bool:
        """Have the words changed since it was read? ``article``: the row that was read."""
        return article.language != self.made_from or article.words_digest(self.form) != self.edition

    def mend(self, *, by, voice, speaker, transcript):
        """Say anew who reads and what is said."""
        with transaction.atomic():
            self.voice, self.transcript = voice, clean_text(transcript)
            self.speaker = clean_line(speaker) if voice == Voice.PERSON else ""
            self.save(update_fields=["voice", "speaker", "transcript"])
            self._note("translation.recording_changed", self.text(), by)
        return self

    def confirm(self, *, by):
        """Somebody listened: it still says what the text says."""
        with transaction.atomic():
            article = self.text()
            self.made_from, self.edition = article.language, article.words_digest(self.form)
            self.save(update_fields=["made_from", "edition"])
            self._note("translation.recording_confirmed", article, by)
        return self

    def take_off(self, *, by):
        with transaction.atomic():
            self.taken_off_at = timezone.now()
            self.save(update_fields=["taken_off_at"])
            self._note("translation.recording_taken_off", self.text(), by)
        return self

    def put_back(self, *, by):
        """Let it be heard again; one that took its place goes."""
        with transaction.atomic():
            others = self._same(self.kind, self.translation_key, self.language, self.form)
            others.update(taken_off_at=timezone.now())
            self.taken_off_at = None
            self.save(update_fields=["taken_off_at"])
            self._note("translation.recording_put_back", self.text(), by)
        return self

    def _note(self, verb, article, by):
        record(verb, self, by=by, place_path=article.place.path if article else "")
        versions.changed()
