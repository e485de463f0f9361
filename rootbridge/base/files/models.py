"""A file that every reader may have: a picture of a story, a recording of a guide, a document of the library."""

import hashlib
import io
from datetime import timedelta

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from PIL import Image

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import EVERYONE, FOREVER, PUBLIC_TASK, kept

from . import shelf
from .contents import KINDS, PICTURES, SOUNDS, Checked, seconds_of
from .showing import rows_for

# The widest side of a picture as it is shown large, and in a row.
LARGE, SMALL = 1_280, 480


# What nothing shows stays so long: somebody may be putting it on a page just now.
LEFT_BEHIND = timedelta(days=1)


class PublicFileQuerySet(models.QuerySet):
    def unused(self, before):
        """Those that no row of any room has tied to it, kept or asked for last before a moment."""
        found = self.filter(at__lt=before)
        for tie in self._ties():
            found = found.exclude(_tied(tie, tie.related_model._base_manager.all()))
        return found

    def named(self, digest):
        """Those whose bytes, whole or drawn small, a digest names."""
        return self.filter(models.Q(digest=digest) | models.Q(small=digest))

    def shown_to(self, user):
        """Those that stand on a page which this reader may see; what stands nowhere, nobody sees."""
        shown = models.Q(pk__in=[])
        for tie in self._ties():
            shown |= models.Q(_tied(tie, rows_for(tie.related_model, user)))
        return self.filter(shown)

    def _ties(self):
        """The relations by which rows of other rooms hold a file."""
        fields = self.model._meta.get_fields(include_hidden=True)
        return [one for one in fields if one.auto_created and one.is_relation]


def _tied(tie, rows):
    return models.Exists(rows.filter(**{tie.field.name: models.OuterRef("pk")}))


def _open(field, purpose):
    return kept(field, purpose=purpose, basis=PUBLIC_TASK, retention=FOREVER, seen_by=EVERYONE)


class PublicFile(models.Model):
    """``digest``: SHA-256 of the bytes, hexadecimal; ``kind``: a key of ``contents.KINDS``; ``width`` and ``height`` in
    pixels, 0 where it is no picture; ``seconds``: 0 where it is no recording; ``small``: digest of its small
    drawing, "" where it has none."""

    digest = _open(models.CharField(_("digest"), max_length=64, unique=True), _("to show the same file once"))
    name = _open(models.CharField(_("name"), max_length=120), _("what it is called when it is kept"))
    kind = _open(models.CharField(_("kind"), max_length=5), _("to open it with the right program"))
    size = _open(models.PositiveIntegerField(_("size")), _("to say how big it is"))
    width = _open(models.PositiveIntegerField(_("width"), default=0), _("to leave room for it on the page"))
    height = _open(models.PositiveIntegerField(_("height"), default=0), _("to leave room for it on the page"))
    seconds = _open(models.PositiveIntegerField(_("length in seconds"), default=0), _("to say how long it is"))
    small = _open(models.CharField(_("small drawing"), max_length=64, blank=True), _("to show it on a slow line"))
    at = _open(models.DateTimeField(_("kept since"), default=timezone.now), _("to tell new from old"))

    objects = PublicFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("public file")
        verbose_name_plural = _("public files")
        indexes = [models.Index(fields=["small"], name="publicfile_small", condition=~models.Q(small=""))]

    def __str__(self):
        return self.name

    @property
    def url(self) -> str:
        return reverse("files:file", args=[self.digest, self.name])

    @property
    def small_url(self) -> str:
        """Of a picture for a row; the picture itself where it is small already."""
        return reverse("files:file", args=[self.small, self.name]) if self.small else self.url

    @property
    def media_type(self) -> str:
        return KINDS[self.kind][1]

    @property
    def is_picture(self) -> bool:
        return self.kind in PICTURES

    @property
    def is_sound(self) -> bool:
        return self.kind in SOUNDS

    @classmethod
    def keep(cls, file: Checked, *, by=None) -> "PublicFile":
        """Put a file that was looked at where everybody may fetch it; the same bytes are the same row. Pictures are
        kept as WebP, large and small. The bytes are on disk before the row is."""
        facts = {"name": file.name, "kind": file.kind}
        body, small = file.body, b""
        if file.kind in PICTURES:
            body, small, facts["width"], facts["height"] = _drawings(file.body)
            facts |= {"kind": "webp", "name": file.name.rpartition(".")[0] + ".webp"}
        elif file.kind in SOUNDS:
            facts["seconds"] = seconds_of(body)
        facts["small"] = _put(small, "webp") if small else ""
        digest = _put(body, KINDS[facts["kind"]][0])
        with transaction.atomic():
            row, is_new = cls.objects.get_or_create(digest=digest, defaults=facts | {"size": len(body)})
            if is_new:
                record("files.kept", row, by=by)
            else:
                cls.objects.filter(pk=row.pk).update(at=timezone.now())
            _put(body, KINDS[facts["kind"]][0])  # again: what was unused may have gone between the bytes and the row
            if small:
                _put(small, "webp")
        return row

    @classmethod
    def sweep(cls, now) -> int:
        """Take away what nothing shows any more, row and bytes; how many."""
        swept = 0
        for number in list(cls.objects.unused(now - LEFT_BEHIND).values_list("pk", flat=True)):
            with transaction.atomic():
                row = cls.objects.select_for_update().unused(now - LEFT_BEHIND).filter(pk=number).first()
                if row is None:
                    continue
                row.delete()
                swept += 1
                for digest, ending in ((row.digest, KINDS[row.kind][0]), (row.small, "webp")):
                    if digest and not cls.objects.named(digest).exists():
                        shelf.remove(digest, ending)
        return swept


def _put(body: bytes, ending: str) -> str:
    digest = hashlib.sha256(body).hexdigest()
    shelf.put(digest, ending, body)
    return digest


def _drawings(body: bytes) -> tuple[bytes, bytes, int, int]:
    """(large, small or nothing where large is small, width, height of large)."""
    picture = Image.open(io.BytesIO(body))
    picture.thumbnail((LARGE, LARGE))
    width, height = picture.size
    large = _webp(picture)
    if max(width, height) <= SMALL:
        return large, b"", width, height
    picture.thumbnail((SMALL, SMALL))
    return large, _webp(picture), width, height


def _webp(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=72, method=4)
    return out.getvalue()
