"""Published CSV files, plain, in a zip or under gzip, read with suspicion.

Nothing is unpacked to disk. What is cut short, too large, encrypted, points outside, is no UTF-8 or has other
columns than it should raises `Wrong`, which names the file and the line.
"""

import csv
import gzip
import hashlib
import io
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

MOST_ENTRIES = 500
MOST_BYTES = 400_000_000  # of one file once unpacked
MOST_RATIO = 200  # unpacked to packed, from MOST_SMALL bytes on; real bundles stay below 20
MOST_SMALL = 5_000_000
LONGEST_LINE = 1_000_000
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


class Wrong(Exception):
    """A file that is refused whole: where, and why, in words."""

    def __init__(self, place: str, why: str, line: int = 0):
        super().__init__(f"{place}, line {line}: {why}" if line else f"{place}: {why}")
        self.place, self.line, self.why = place, line, why


@dataclass(frozen=True)
class Member:
    """One CSV file: alone, or inside a zip. `place` is how messages name it, `size` its bytes unpacked, about."""

    path: Path
    place: str
    size: int
    inside: str = ""

    @property
    def name(self) -> str:
        return PurePosixPath(self.inside).name if self.inside else self.path.name.removesuffix(".gz")

    def open(self) -> io.BufferedReader:
        """Its bytes, unpacked. Close it."""
        if self.inside:
            return io.BufferedReader(zipfile.ZipFile(self.path).open(self.inside), 1 << 17)
        if _begins(self.path, b"\x1f\x8b"):
            return io.BufferedReader(gzip.open(self.path), 1 << 17)
        return self.path.open("rb")


def members_of(path: Path, *, ending: str = ".csv") -> list[Member]:
    """The CSV files that a path holds: a file, a zip, or a folder of them. Raises `Wrong`."""
    if path.is_dir():
        inside = sorted(found for found in path.iterdir() if found.name.endswith((".zip", ending, f"{ending}.gz")))
        return [member for found in inside for member in members_of(found, ending=ending)]
    if not path.is_file():
        raise Wrong(str(path), "there is no such file")
    if path.stat().st_size == 0:
        raise Wrong(path.name, "the file is empty", 1)
    if _begins(path, b"PK"):
        return _zip_members(path, ending)
    if _begins(path, b"\x1f\x8b"):
        return [Member(path, path.name, _size_of_gzip(path))]
    if path.name.endswith((".zip", ".gz")):
        raise Wrong(path.name, "its name says that it is packed, and it is not")
    return [Member(path, path.name, path.stat().st_size)]


def digest_of(paths: Iterable[Path]) -> str:
    """SHA-256 over the files, in the order of their names."""
    digest = hashlib.sha256()
    for path in sorted(paths, key=lambda path: path.name):
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


def rows_of(member: Member, columns: tuple[str, ...], tell: Callable[[int], None]) -> Iterator[tuple[int, list[str]]]:
    """Each row of the file: the line it begins on, and its values of these columns, in their order.

    `tell` hears every so often how many bytes were read since. Raises `Wrong`.
    """
    line = 1
    try:
        with member.open() as stream:
            lines = Lines(member, stream, tell)
            reader = csv.reader(lines, strict=True)
            header = next(reader, [])
            wanted = _wanted(member, header, columns)
            line = reader.line_num + 1
            for values in reader:
                if len(values) != len(header):
                    raise Wrong(member.place, f"{len(values)} columns where {len(header)} should be", line)
                yield line, [values[i] for i in wanted]
                line = reader.line_num + 1
    except csv.Error as error:
        raise Wrong(member.place, f"no good CSV ({error})", line) from error
    except BROKEN as error:
        raise Wrong(member.place, f"cut short or damaged ({error})", line) from error


class Lines:
    """The lines of a stream, decoded; keeps to the limits. `most` is how many bytes it may hold."""

    def __init__(self, member: Member, stream: io.BufferedReader, tell: Callable[[int], None], most: int = MOST_BYTES):
        self.member, self.stream, self.tell = member, stream, tell
        self.number = self.read = self.untold = 0
        self.ends = self.last = b""
        self.most = min(most, max(MOST_SMALL, member.path.stat().st_size * MOST_RATIO))

    def __iter__(self):
        return self

    def __next__(self) -> str:
        raw = self.stream.readline(LONGEST_LINE)
        self.number += 1
        if not raw:
            self.tell(self.untold)
            if self.ends == b"\r\n" and not self.last.endswith(self.ends):
                raise Wrong(self.member.place, "cut short", self.number - 1)
            raise StopIteration
        self.ends = self.ends or raw[-2:]
        self.last = raw[-2:]
        self._count(raw)
        try:
            line = raw.decode("utf-8-sig" if self.number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise Wrong(self.member.place, f"not written in UTF-8{_in_words(raw)}", self.number) from error
        if "\0" in line:
            raise Wrong(self.member.place, "a NUL byte", self.number)
        return line

    def _count(self, raw: bytes) -> None:
        self.read += len(raw)
        self.untold += len(raw)
        if self.untold > 1 << 18:
            self.tell(self.untold)
            self.untold = 0
        if self.read > self.most:
            raise Wrong(self.member.place, "far larger unpacked than such a file can be", self.number)
        if len(raw) >= LONGEST_LINE:
            raise Wrong(self.member.place, "a line without end", self.number)


def _in_words(raw: bytes) -> str:
    """In which encoding a line seems to be written that is no UTF-8, and what to do about it."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        guess = "UTF-16"
    else:
        cyrillic = sum("А" <= letter <= "я" or letter in "Ёё" for letter in raw.decode("cp1251", "replace"))
        is_cyrillic = cyrillic > 2 * sum(65 <= byte <= 122 for byte in raw) or cyrillic > 8
        romanian = sum(letter in "ăĂâÂîÎşŞţŢșȘțȚ" for letter in raw.decode("cp1250", "replace"))
        guess = "Windows-1251 (Cyrillic)" if is_cyrillic else "Windows-1250" if romanian else "Windows-1252"
    return f" but, it seems, in {guess}: save it again as UTF-8"


def _wanted(member: Member, header: list[str], columns: tuple[str, ...]) -> list[int]:
    if len(set(header)) != len(header):
        raise Wrong(member.place, "a column stands there twice", 1)
    missing = [column for column in columns if column not in header]
    if missing:
        raise Wrong(member.place, f"no column {', '.join(missing)}", 1)
    return [header.index(column) for column in columns]


def _zip_members(path: Path, ending: str) -> list[Member]:
    try:
        with zipfile.ZipFile(path) as bundle:
            entries = bundle.infolist()
    except BROKEN as error:
        raise Wrong(path.name, f"no whole zip file ({error})") from error
    if len(entries) > MOST_ENTRIES or len({entry.filename for entry in entries}) != len(entries):
        raise Wrong(path.name, "too many files, or one twice")
    for entry in entries:
        check_entry(path, entry)
    files = [entry for entry in entries if entry.filename.endswith(ending)]
    return [Member(path, f"{path.name}/{entry.filename}", entry.file_size, entry.filename) for entry in files]


def check_entry(path: Path, entry: zipfile.ZipInfo) -> None:
    """Raises `Wrong` for what a harmless zip does not hold: a way out, a link, a lock, a bomb."""
    name = entry.orig_filename
    parts = PurePosixPath(name).parts
    place = f"{path.name}/{name!r}"
    if "\0" in name or "\\" in name or name.startswith("/") or ".." in parts or (parts and ":" in parts[0]):
        raise Wrong(place, "a path that leads outside")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Wrong(place, "a link, not a file")
    if entry.flag_bits & 0x1:
        raise Wrong(place, "locked by a password")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Wrong(place, "packed in an unusual way")
    ratio = entry.file_size / max(1, entry.compress_size)
    if entry.file_size > MOST_BYTES or (entry.file_size > MOST_SMALL and ratio > MOST_RATIO):
        raise Wrong(place, "far larger unpacked than such a file can be")


def _size_of_gzip(path: Path) -> int:
    """What the last four bytes say; only for the progress bar, the limits count what is really read."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 4))
        return int.from_bytes(file.read(4), "little")


def _begins(path: Path, magic: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(magic)) == magic
