"""What a file really holds, told by its bytes; and what of it may be kept.

Pictures are drawn anew, so that no place, date or hidden part goes along; texts are cleaned; documents are looked
through for programs, and for being two things at once. What cannot be told is refused with a sentence.
"""

import io
import re
import warnings
import zipfile
import zlib
from contextlib import suppress
from dataclasses import dataclass
from xml.etree.ElementTree import ParseError, fromstring

import pillow_heif
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from rootbridge.base.core.text import clean_line, clean_text

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
MOST_SIDE = 4_000
MOST_INSIDE, MOST_PARTS = 60 * 1024 * 1024, 2_000
MEGABYTE = 1024 * 1024
# Bytes of the record with which an archive ends when nothing is hidden behind it.
LAST_RECORD = 22

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
}
# Names in a PDF that make it do something when it is opened, or carry other files.
ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia)\b")
# How objects begin that lie packed; pictures and letters, which may hold any bytes, begin otherwise.
OBJECTS = re.compile(rb"[\s\0]*(?:\d+[\s\0]+\d|%|<<|\Z)")
MOST_STREAMS = 50_000
STREAM, STREAM_ENDS = re.compile(rb"stream\r?\n"), b"endstream"
# Bytes that are unpacked at a time.
CHUNK = 4_096
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
MACROS = re.compile(r"(^|/)(vbaproject\.bin|basic/.*|scripts/.*|embeddings/.*|activex/.*)$", re.I)

# Relations of a Word text whose target is fetched when it is opened.
FETCHED = {"attachedtemplate", "oleobject", "frame", "subdocument", "afchunk"}


class Refused(Exception):
    """The sentence says what is wrong with the file and what to do, in the reader's language."""


@dataclass(frozen=True)
class Checked:
    """A file that may be kept: its ``name`` with the right ending, ``kind``, and the harmless ``body``."""

    name: str
    kind: str
    body: bytes


def examine(name: str, body: bytes) -> Checked:
    """Look at a file. Raises Refused."""
    shown = _shown(name)
    if not body:
        raise Refused(_("“%(name)s” is empty. Choose it again.") % {"name": shown})
    if len(body) > MOST_BYTES:
        raise Refused(too_big(name))
    kind = _kind(body)
    if kind is None:
        raise Refused(
            _("“%(name)s” is of a kind that we do not take. Send a PDF, a photo, a Word text or plain text.")
            % {"name": shown}
        )
    ending, _type, fitting = KINDS[kind]
    stem, _dot, said = shown.rpartition(".")
    if (said.lower() if stem else "") not in fitting:
        raise Refused(
            _("“%(name)s” holds something else than its name says: it is %(kind)s. Save it again under its right name.")
            % {"name": shown, "kind": kind.upper()}
        )
    try:
        harmless = MAKERS[kind](body)
    except Refused as refusal:
        raise Refused(str(refusal) % {"name": shown}) from refusal
    return Checked(f"{(stem or shown)[:100]}.{ending}", "jpeg" if kind == "heic" else kind, harmless)


def too_big(name: str) -> str:
    return _("“%(name)s” is too big. A file may have %(size)s MB: send a smaller photo, or fewer pages.") % {
        "name": _shown(name), "size": MOST_BYTES // MEGABYTE,
    }  # fmt: skip


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
    if body[4:8] == b"ftyp" and body[8:12] in {b"heic", b"heix", b"mif1", b"msf1", b"hevc"}:
        return "heic"
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


def _pdf(body: bytes) -> bytes:
    end = body.rfind(b"%%EOF")
    if end < 0:
        raise Refused(_("“%(name)s” cannot be opened: it may be cut off. Send it once more."))
    if body[end + 5 :].strip(b"\x00\r\n\t ") or b"PK\x05\x06" in body[-66_000:]:
        raise Refused(_("“%(name)s” holds another file behind its pages. Print it to a new PDF and send that."))
    objects = _without_streams(body)
    if b"/Encrypt" in objects:
        raise Refused(_("“%(name)s” is locked with a password. Send it without one."))
    if any(ACTIVE.search(ESCAPED.sub(_bare, one)) for one in (objects, *_inflated(body))):
        raise Refused(_("“%(name)s” holds a program or another file. Print it to a new PDF and send that."))
    return body


def _bare(escaped) -> bytes:
    return bytes([int(escaped[1], 16)])


def _without_streams(body: bytes) -> bytes:
    """What stands between the streams. One way through, however many begin and never end."""
    parts, place = [], 0
    while found := STREAM.search(body, place):
        end = body.find(STREAM_ENDS, found.end())
        if end < 0:
            break
        parts.append(body[place : found.start()])
        place = end + len(STREAM_ENDS)
    return b"".join([*parts, body[place:]])


def _inflated(body: bytes):
    """What lies packed in a PDF and could be objects, whatever is said of it; at most sixty megabytes of it."""
    room, work = MOST_INSIDE, 4 * len(body) + MEGABYTE
    for number, found in enumerate(STREAM.finditer(body)):
        inner, read = _unpacked(body, found.end(), min(room, 4 * MEGABYTE))
        room, work = room - len(inner), work - read
        yield inner
        if room <= 0 or work <= 0 or number >= MOST_STREAMS:
            raise Refused(_("“%(name)s” is too big inside. Print it to a new PDF and send that."))


def _unpacked(body: bytes, start: int, most: int) -> tuple[bytes, int]:
    """(what begins packed at a place, at most so much of it, nothing of what cannot be objects; bytes read for it)."""
    opened, inner, place = zlib.decompressobj(), bytearray(), start
    with suppress(zlib.error):
        while place < len(body) and len(inner) < most and not opened.eof:
            is_first = not inner
            inner += opened.decompress(opened.unconsumed_tail + body[place : place + CHUNK], most - len(inner))
            place += CHUNK
            if is_first and not OBJECTS.match(inner):
                return b"", place - start - len(opened.unused_data)
    return bytes(inner), place - start - len(opened.unused_data)


def _office(body: bytes) -> bytes:
    """A document whose parts are whole, few, and none of them a program."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_INSIDE:
                raise Refused(_("“%(name)s” is too big inside. Save it as a PDF and send that."))
            if any(MACROS.search(part.filename) or _reaches_out(archive, part) for part in parts):
                raise Refused(_("“%(name)s” holds a program or another file. Save it as a PDF and send that."))
            is_bare = body.rfind(b"PK\x05\x06") + LAST_RECORD == len(body) and parts[0].header_offset == 0
            if not is_bare or archive.testzip() is not None:
                raise zipfile.BadZipFile
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, RuntimeError, NotImplementedError, zlib.error) as error:
        raise Refused(_("“%(name)s” cannot be opened: it may be cut off. Send it once more.")) from error
    return body


def _reaches_out(archive, part) -> bool:
    """Does it fetch a template, an object or a frame from elsewhere when it is opened? Links may lead anywhere."""
    if not part.filename.lower().endswith(".rels"):
        return False
    try:
        said = archive.read(part)
        if b"<!" in said.replace(b"<!--", b"") or b"\0" in said:  # entities, or letters that hide them
            return True
        relations = list(fromstring(said))  # noqa: S314
    except (ParseError, LookupError) as error:
        raise zipfile.BadZipFile from error
    kinds = [one.get("Type", "").rpartition("/")[2].lower() for one in relations if one.get("TargetMode") == "External"]
    return not FETCHED.isdisjoint(kinds)


def _text(body: bytes) -> bytes:
    return (clean_text(body.decode("utf-8-sig")) + "\n").encode()


MAKERS = {
    "pdf": _pdf,
    "jpeg": lambda body: _picture(body, "JPEG"),
    "png": lambda body: _picture(body, "PNG"),
    "webp": lambda body: _picture(body, "WEBP"),
    "heic": lambda body: _picture(body, "HEIF"),
    "docx": _office,
    "odt": _office,
    "txt": _text,
}
