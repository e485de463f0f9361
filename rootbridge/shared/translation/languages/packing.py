"""Files of translations by their names: one, or many in a ZIP."""

import io
import lzma
import struct
import zipfile
import zlib

from django.utils.translation import gettext as _

from . import po, xliff
from .leaves import Leaf, Refused

WRITERS = {"xliff": ("xlf", xliff.write, "application/xliff+xml"), "po": ("po", po.write, "text/x-gettext-translation")}
READERS = {"xlf": xliff.read, "xliff": xliff.read, "po": po.read}
BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, RuntimeError, NotImplementedError, EOFError,
          OSError, ValueError)  # fmt: skip
MOST_FILES, MOST_BYTES, MOST_INSIDE = 1_000, 5_000_000, 30_000_000


def packed(leaves: list[Leaf], how: str) -> bytes:
    """A ZIP with a file for each text."""
    ending, write, _type = WRITERS[how]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for leaf in leaves:
            kind = leaf.name.partition("/")[0].rpartition(".")[2]
            archive.writestr(f"{kind}-{leaf.slug}.{leaf.language}.{ending}", write([leaf]))
    return file.getvalue()


def unpacked(name: str, body: bytes) -> list[Leaf]:
    """The texts of a file that somebody brought. Raises Refused, of the whole file."""
    if len(body) > MOST_BYTES:
        raise Refused(_("This file is larger than 5 MB."))
    if body[:2] == b"PK":
        return _of_zip(body)
    return _of_file(name, body)


def _of_file(name: str, body: bytes) -> list[Leaf]:
    reader = READERS.get(name.rpartition(".")[2].lower())
    if reader is None:
        raise Refused(_("Bring a file that ends in .xlf, .xliff, .po or .zip."), 0, name[:120])
    return reader(body, name[:120])


def _of_zip(body: bytes) -> list[Leaf]:
    leaves, room = [], MOST_INSIDE
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            names = [one for one in archive.infolist() if not one.is_dir() and not _is_litter(one.filename)]
            if len(names) > MOST_FILES:
                raise Refused(_("There are too many files in this ZIP."))
            for one in names:
                with archive.open(one) as file:
                    inside = file.read(min(room, MOST_BYTES) + 1)
                room -= len(inside)
                if len(inside) > MOST_BYTES or room < 0:
                    raise Refused(_("This file unpacks to more than is taken."), 0, one.filename[:120])
                leaves += _of_file(one.filename.rpartition("/")[2], inside)
    except BROKEN as error:
        raise Refused(_("This ZIP cannot be opened.")) from error
    if not leaves:
        raise Refused(_("There is no text in this file."))
    return leaves


def _is_litter(name: str) -> bool:
    return name.startswith("__MACOSX/") or name.rpartition("/")[2].startswith(".")
