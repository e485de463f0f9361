"""Files of a safe report: taken in memory only, known by what they hold and not by their name, pictures made anew.

Django writes a large upload into a file of the machine; here nothing touches a disk before it is locked.
"""

import base64
import io
import re
import warnings

from django.core.exceptions import ValidationError
from django.core.files.uploadhandler import MemoryFileUploadHandler, StopUpload
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from rootbridge.base.core.text import clean_line

MOST_FILES, ONE_FILE, ALL_FILES = 3, 4_000_000, 8_000_000
PIXELS = 40_000_000
PICTURES = {"JPEG": ("image/jpeg", "jpg"), "PNG": ("image/png", "png"), "WEBP": ("image/webp", "webp")}
BEGINNINGS = (
    (re.compile(rb"%PDF-"), "application/pdf", "pdf"),
    (re.compile(rb"OggS"), "audio/ogg", "ogg"),
    (re.compile(rb"ID3|\xff[\xfb\xf3\xf2]"), "audio/mpeg", "mp3"),
    (re.compile(rb".{4}ftyp", re.DOTALL), "video/mp4", "mp4"),
)


class InMemory(MemoryFileUploadHandler):
    """Every upload stays in memory; what comes above the limit is read to its end and thrown away."""

    is_full = False

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        self.activated, self.size = True, 0

    def receive_data_chunk(self, raw_data, start):
        self.size += len(raw_data)
        if self.size > ALL_FILES:
            self.is_full = True
            raise StopUpload(connection_reset=False)
        return super().receive_data_chunk(raw_data, start)


def in_memory(request) -> InMemory:
    """Let this request keep its uploads in memory; before anything reads it."""
    handler = InMemory(request)
    request.upload_handlers = [handler]
    return handler


def packed(file) -> dict:
    """{"name", "type", "data"} of an uploaded file, ready to be locked. Raises ValidationError."""
    data = file.read()
    if len(data) > ONE_FILE:
        raise ValidationError(_("This file is too large. One file may have up to 4 MB."))
    kind, ending, data = _picture(data) or _other(data)
    stem = re.sub(r"[^\w -]", "", clean_line(file.name.rpartition(".")[0]))[:60].strip() or "file"
    return {"name": f"{stem}.{ending}", "type": kind, "data": base64.b64encode(data).decode()}


def _picture(data: bytes) -> tuple[str, str, bytes] | None:
    """A picture drawn anew, without the place and the camera that it told of; None when it is none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            picture = Image.open(io.BytesIO(data), formats=list(PICTURES))
            if picture.width * picture.height > PIXELS:
                raise ValidationError(_("This picture is too large. Make it smaller and add it again."))
            kind, out = picture.format, io.BytesIO()
            drawn = ImageOps.exif_transpose(picture)
            clean = Image.new(drawn.mode, drawn.size)
            clean.paste(drawn)
            if drawn.mode == "P":
                clean.putpalette(drawn.getpalette())
            clean.save(out, kind, quality=90)
    except UnidentifiedImageError:
        return None
    except (OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError) as error:
        raise ValidationError(_("This picture does not open. Try another one, or a photo of the screen.")) from error
    return *PICTURES[kind], out.getvalue()


def _other(data: bytes) -> tuple[str, str, bytes]:
    for beginning, kind, ending in BEGINNINGS:
        if beginning.match(data):
            return kind, ending, data
    try:
        if data and "\x00" not in data.decode("utf8"):
            return "text/plain", "txt", data
    except UnicodeDecodeError:
        pass
    raise ValidationError(_("Files of this kind are not taken. Add a photo, a PDF, a text or a voice message."))
