"""A picture in a text: drawn anew when it came in, described in words, shown once somebody approved it."""

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core import versions
from rootbridge.base.core.keeping import FACTS, LEGITIMATE, STAFF, TWO_YEARS, kept
from rootbridge.base.core.names import in_language
from rootbridge.base.files.models import PublicFile
from rootbridge.people.members.models import Member

from .article import Article
from .check import OfText
from .wording import WRITERS


def _at_work(field):
    return kept(field, purpose=_("to know who approved a picture"), basis=LEGITIMATE, retention=TWO_YEARS,
                seen_by=STAFF)  # fmt: skip


class TextPictureQuerySet(OfText):
    def visible_to(self, user):
        """What somebody approved; who works on texts sees what waits too."""
        is_at_work = bool(user.pk) and user.reach.holds(*WRITERS)
        return self.all() if is_at_work else self.filter(shown_at__isnull=False)

    def shown(self):
        return self.filter(shown_at__isnull=False).select_related("file").order_by("pk")


class TextPicture(models.Model):
    """Of a text in all its languages. ``alts``: {language: what it shows, for who does not see it}."""

    keeping = FACTS

    kind = models.CharField(_("kind"), max_length=60)
    text = models.UUIDField(_("text"))
    file = models.ForeignKey(PublicFile, on_delete=models.PROTECT, related_name="+", verbose_name=_("file"))
    alts = models.JSONField(_("what it shows"))
    by = _at_work(models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+"))
    at = models.DateTimeField(_("added"), default=timezone.now)
    shown_by = _at_work(models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"))
    shown_at = models.DateTimeField(_("shown since"), null=True, blank=True)

    objects = TextPictureQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kind", "text"], name="picture_of_text")]
        constraints = [models.UniqueConstraint(fields=["kind", "text", "file"], name="picture_once_a_text")]

    def __str__(self):
        return self.alt

    @property
    def alt(self) -> str:
        """What it shows, in the reader's language or the next best."""
        return in_language(self.alts, get_language())

    @classmethod
    def add(cls, text: Article, file: PublicFile, *, alts: dict[str, str], by) -> "TextPicture":
        """Beside a text; the same picture twice only gets its new words."""
        with transaction.atomic():
            found, _is_new = cls.objects.update_or_create(
                kind=text.kind, text=text.translation_key, file=file,
                defaults={"alts": alts, "by": by, "at": timezone.now(), "shown_at": None, "shown_by": None},
            )  # fmt: skip
            record("translation.picture_added", text, by=by, place_path=text.place.path)
            versions.changed()
        return found

    def show(self, text: Article, *, by) -> None:
        """Readers see it from now on."""
        with transaction.atomic():
            self.shown_at, self.shown_by = timezone.now(), by
            self.save(update_fields=["shown_at", "shown_by"])
            record("translation.picture_shown", text, by=by, place_path=text.place.path)

    def take_away(self, text: Article, *, by) -> None:
        """Off the text; the file stays kept."""
        with transaction.atomic():
            self.delete()
            record("translation.picture_taken", text, by=by, place_path=text.place.path)
