"""Documents looked through: for programs, for other files inside, for what they fetch when they are opened."""

import io
import re
import zipfile
import zlib
from contextlib import suppress
from xml.etree.ElementTree import ParseError, fromstring

from django.utils.translation import gettext as _

from .refusal import Refused

MEGABYTE = 1024 * 1024
MOST_INSIDE, MOST_PARTS = 60 * 1024 * 1024, 2_000
# Bytes of the record with which an archive ends when nothing is hidden behind it.
LAST_RECORD = 22

# Names in a PDF that make it do something when it is opened, or carry other files.
ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia)\b")
# How objects begin that lie packed; pictures and letters, which may hold any bytes, begin otherwise.
OBJECTS = re.compile(rb"[\s\0]*(?:\d+[\s\0]+\d|%|<<|\Z)")
MOST_STREAMS = 50_000
STREAM, STREAM_ENDS = re.compile(rb"stream\r?\n"), b"endstream"
# Objects that are packed and then written in letters: no program that people use writes them so.
WRAPPED = re.compile(rb"/ObjStm\b[^>]{0,300}/ASCII|/ASCII(?:85|Hex)[^>]{0,300}/ObjStm\b")
# Bytes that are unpacked at a time.
CHUNK = 4_096
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
MACROS = re.compile(r"(^|/)(vbaproject\.bin|basic/.*|scripts/.*|embeddings/.*|activex/.*)$", re.I)

# Relations of a Word text whose target is fetched when it is opened.
FETCHED = {"attachedtemplate", "oleobject", "frame", "subdocument", "afchunk"}


def looked_through_pdf(body: bytes) -> bytes:
    """The same bytes. Raises Refused."""
    end = body.rfind(b"%%EOF")
    if end < 0:
        raise Refused(_("“%(name)s” cannot be opened: it may be cut off. Send it once more."))
    if body[end + 5 :].strip(b"\x00\r\n\t ") or b"PK\x05\x06" in body[-66_000:]:
        raise Refused(_("“%(name)s” holds another file behind its pages. Print it to a new PDF and send that."))
    objects = _unstreamed(body)
    if b"/Encrypt" in objects:
        raise Refused(_("“%(name)s” is locked with a password. Send it without one."))
    if WRAPPED.search(body) or any(ACTIVE.search(ESCAPED.sub(_bare, one)) for one in (objects, *_inflated(body))):
        raise Refused(_("“%(name)s” holds a program or another file. Print it to a new PDF and send that."))
    return body


def _bare(escaped) -> bytes:
    return bytes([int(escaped[1], 16)])


def _unstreamed(body: bytes) -> bytes:
    """What stands between the streams, and those that hold objects unpacked. One way through, however many begin and
    never end."""
    parts, place = [], 0
    while found := STREAM.search(body, place):
        end = body.find(STREAM_ENDS, found.end())
        if end < 0:
            break
        parts.append(body[place : end if OBJECTS.match(body, found.end()) else found.start()])
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


def looked_through_office(body: bytes) -> bytes:
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
