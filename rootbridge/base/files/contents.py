"""What a file really holds, told by its bytes; and what of it may be kept.

Pictures are drawn anew, so that no place, date or hidden part goes along; sounds lose their labels; texts are cleaned;
documents are looked through for programs, and for being two things at once. What cannot be told is refused with a
sentence.
"""

import io
import re
import warnings
import zipfile
import zlib
from dataclasses import dataclass

import mutagen
import pillow_heif
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from rootbridge.base.core.text import clean_line, clean_text

from .documents import looked_through_office, looked_through_pdf
from .refusal import Refused

__all__ = [
    "DOCUMENTS", "KINDS", "MOST_BYTES", "PICTURES", "SOUNDS", "Checked", "Refused", "examine", "seconds_of", "too_big",
]  # fmt: skip

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
MOST_SIDE = 4_000
MEGABYTE = 1_000_000
# kind → (ending, media type, endings under which it may come)
KINDS = {
    "pdf": ("pdf", "application/pdf", {"pdf"}),
    "jpeg": ("jpg", "image/jpeg", {"jpg", "jpeg", "jfif", "png", "webp", "heic", "heif"}),
    "png": ("png", "image/png", {"jpg", "jpeg", "jfif", "png", "webp", "heic", "heif"}),
    "webp": ("webp", "image/webp", {"jpg", "jpeg", "jfif", "png", "webp", "heic", "heif"}),
    "heic": ("jpg", "image/jpeg", {"jpg", "jpeg", "heic", "heif"}),
    "docx": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", {"docx"}),
    "odt": ("odt", "application/vnd.oasis.opendocument.text", {"odt"}),
    "txt": ("txt", "text/plain; charset=utf-8", {"txt", "text", ""}),
    "ogg": ("ogg", "audio/ogg", {"ogg", "oga", "opus"}),
    "mp3": ("mp3", "audio/mpeg", {"mp3"}),
    "m4a": ("m4a", "audio/mp4", {"m4a", "mp4"}),
    "mp4": ("mp4", "video/mp4", {"mp4", "m4v", "3gp"}),
}
PICTURES = frozenset({"jpeg", "png", "webp", "heic"})
DOCUMENTS = frozenset({"pdf", "docx", "odt", "txt"})
SOUNDS = frozenset({"ogg", "mp3", "m4a"})
# How films, pictures of telephones and recordings in one kind of box are told apart; how an MP3 begins.
FILM_BRANDS = dict.fromkeys((b"heic", b"heix", b"mif1", b"msf1", b"hevc"), "heic") | {b"M4A ": "m4a", b"M4B ": "m4a"}
SOUND_BEGINS = re.compile(rb"ID3|\xff[\xfb\xf3\xf2\xfa]")


@dataclass(frozen=True)
class Checked:
    """A file that may be kept: its ``name`` with the right ending, ``kind``, and the harmless ``body``."""

    name: str
    kind: str
    body: bytes


def examine(name: str, body: bytes, *, kinds=PICTURES | DOCUMENTS, most=MOST_BYTES, is_named=True) -> Checked:
    """Look at a file of one of these kinds. ``is_named``: its name has to say what it is. Raises Refused."""
    shown = _shown(name)
    if not body:
        raise Refused(_("“%(name)s” is empty. Choose it again.") % {"name": shown})
    if len(body) > most:
        raise Refused(too_big(name, most))
    kind = _kind(body)
    if kind not in kinds:
        raise Refused(_not_taken(kinds) % {"name": shown})
    ending, _type, fitting = KINDS[kind]
    stem, _dot, said = shown.rpartition(".")
    if is_named and (said.lower() if stem else "") not in fitting:
        raise Refused(
            _("“%(name)s” holds something else than its name says: it is %(kind)s. Save it again under its right name.")
            % {"name": shown, "kind": kind.upper()}
        )
    try:
        harmless = MAKERS[kind](body)
    except Refused as refusal:
        raise Refused(str(refusal) % {"name": shown}) from refusal
    return Checked(f"{(stem or shown)[:100]}.{ending}", "jpeg" if kind == "heic" else kind, harmless)


def too_big(name: str, most: int = MOST_BYTES) -> str:
    return _("“%(name)s” is too big. A file may have %(size)s MB: send a smaller photo, or fewer pages.") % {
        "name": _shown(name), "size": most // MEGABYTE,
    }  # fmt: skip


def _not_taken(kinds) -> str:
    if kinds <= PICTURES:
        return _("“%(name)s” is of a kind that we do not take. Send a photo: JPEG, PNG, WebP or HEIC.")
    if kinds <= SOUNDS:
        return _("“%(name)s” is of a kind that we do not take. Send a recording: MP3, M4A or Ogg.")
    if kinds & SOUNDS:
        return _("“%(name)s” is of a kind that we do not take. Send a photo, a PDF, a text or a voice message.")
    return _("“%(name)s” is of a kind that we do not take. Send a PDF, a photo, a Word text or plain text.")


def _shown(name: str) -> str:
    """A name without folders and without what cannot be seen."""
    line = clean_line(str(name).replace("\\", "/").rpartition("/")[2]).replace("%", "").lstrip(". ")
    return line if len(line) <= 110 else line[:100] + line[-10:] if line else ""


def _kind(body: bytes) -> str | None:
    if body.startswith(b"%PDF-"):
        return "pdf"
    if body.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if body.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "webp"
    if body[4:8] == b"ftyp":
        return FILM_BRANDS.get(body[8:12], "mp4")
    if body.startswith(b"OggS"):
        return "ogg"
    if SOUND_BEGINS.match(body):
        return "mp3"
    if body.startswith(b"PK\x03\x04"):
        return _document(body)
    return "txt" if _is_text(body) else None


def _document(body: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            names = set(archive.namelist())
            if "word/document.xml" in names and "[Content_Types].xml" in names:
                return "docx"
            is_odt = "mimetype" in names and archive.getinfo("mimetype").file_size < 100
            if is_odt and archive.read("mimetype") == b"application/vnd.oasis.opendocument.text":
                return "odt"
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, NotImplementedError, zlib.error):
        return None
    return None


def _is_text(body: bytes) -> bool:
    """Letters and nothing that a browser or a shell would run."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    head = text.lstrip()[:200].lower()
    return "\x00" not in text and not head.startswith(("<", "#!", "%!", "mz", "{\\rtf"))


def _picture(body: bytes, form: str) -> bytes:
    """Drawn anew: what is not a pixel stays behind."""
    broken = Refused(_("“%(name)s” cannot be opened: it may be cut off. Send it once more."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = _opened(body, form)
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused(_("“%(name)s” has too many dots to be opened safely. Send a smaller photo."))
            if form == "JPEG":
                picture.draft("RGB", (MOST_SIDE, MOST_SIDE))
            picture.load()
            picture = ImageOps.exif_transpose(picture)
            picture.thumbnail((MOST_SIDE, MOST_SIDE))
            return _drawn(picture, form)
    except Refused:
        raise
    except Image.DecompressionBombError as error:
        raise Refused(_("“%(name)s” has too many dots to be opened safely. Send a smaller photo.")) from error
    except Exception as error:  # whatever a decoder says of bytes that were made to break it
        raise broken from error


def _opened(body: bytes, form: str) -> Image.Image:
    if form == "HEIF":
        return pillow_heif.open_heif(io.BytesIO(body)).to_pillow()
    return Image.open(io.BytesIO(body), formats=[form])


def _drawn(picture: Image.Image, form: str) -> bytes:
    form = "JPEG" if form == "HEIF" else form
    mode = "RGBA" if form != "JPEG" and ("A" in picture.getbands() or "transparency" in picture.info) else "RGB"
    bare = Image.new(mode, picture.size)
    bare.paste(picture.convert(mode))
    out = io.BytesIO()
    bare.save(out, form, **({"quality": 88} if form != "PNG" else {}))
    if out.tell() > MOST_BYTES * 2:
        raise Refused(_("“%(name)s” is too big. Send a smaller photo."))
    return out.getvalue()


def _sound(body: bytes) -> bytes:
    """Without its labels: who made it, where and with what; a drawn cover goes too."""
    broken = Refused(_("“%(name)s” cannot be opened: it may be cut off. Send it once more."))
    try:
        heard = mutagen.File(io.BytesIO(body))
        if heard is None or not heard.info.length > 0:
            raise broken
        bare = io.BytesIO(body)
        heard.delete(bare)
        return bare.getvalue()
    except Refused:
        raise
    except Exception as error:  # whatever a reader says of bytes that were made to break it
        raise broken from error


def seconds_of(body: bytes) -> int:
    """How long a recording is; at least one."""
    return max(1, round(mutagen.File(io.BytesIO(body)).info.length))


def _text(body: bytes) -> bytes:
    return (clean_text(body.decode("utf-8-sig")) + "\n").encode()


MAKERS = {
    "pdf": looked_through_pdf,
    "jpeg": lambda body: _picture(body, "JPEG"),
    "png": lambda body: _picture(body, "PNG"),
    "webp": lambda body: _picture(body, "WEBP"),
    "heic": lambda body: _picture(body, "HEIF"),
    "docx": looked_through_office,
    "odt": looked_through_office,
    "txt": _text,
    "ogg": _sound,
    "mp3": _sound,
    "m4a": _sound,
    "mp4": lambda body: body,
}
