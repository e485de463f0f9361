"""Where the embedded database of one clone lives, as root and as an ordinary user.

As root the server may not run as root, and what stands below a closed folder (/root, say)
cannot be used by another account; so binaries and data stand in /var/lib/rootbridge/<id>,
owned by the system account `rootbridge`, and the id is kept in the clone. An ordinary user
keeps everything in the clone, in .rootbridge/.
"""

import hashlib
import os
import pwd
import secrets
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

ACCOUNT = "rootbridge"
SYSTEM_HOME = Path("/var/lib/rootbridge")
PORT = 5432
# The kernel takes 107 bytes for the whole address of a socket.
LONGEST_SOCKET = 107


class Unavailable(Exception):
    """The embedded database cannot be had; the message is one plain line that says what to do."""


@dataclass(frozen=True)
class Place:
    """The folders of one clone's database; nothing here is created by looking."""

    folder: Path
    home: Path
    sockets: Path
    account: str | None = None

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "postgres.log"

    @property
    def lock(self) -> Path:
        return self.folder / "postgres.lock"

    @property
    def socket(self) -> Path:
        return self.sockets / f".s.PGSQL.{PORT}"


def folder_of(base_dir: Path) -> Path:
    """The clone's own folder for what it keeps: ROOTBRIDGE_DATA_DIR, else .rootbridge/."""
    chosen = os.environ.get("ROOTBRIDGE_DATA_DIR")
    return Path(chosen).absolute() if chosen else Path(base_dir).absolute() / ".rootbridge"


def find(base_dir: Path) -> Place | None:
    """The place of this clone's database, or None when it was never started. Writes nothing."""
    folder = folder_of(base_dir)
    owned = _in_clone(folder)
    if owned is not None:
        return owned
    known = _read_id(folder)
    return _of_system(folder, known) if known else None


def make(base_dir: Path) -> Place:
    """The place of this clone's database, chosen and noted in the clone if it is new.

    Call with the clone's lock held. Raises Unavailable when the clone may not be written.
    """
    found = find(base_dir)
    if found is not None and not is_copy(found):
        return found
    folder = folder_of(base_dir)
    if os.geteuid() != 0:
        return _private(folder, None)
    known = secrets.token_hex(6)
    (folder / "id").write_text(f"{known}\n", encoding="ascii")
    return _of_system(folder, known)


def open_folder(base_dir: Path) -> Path:
    """The clone's own folder, made if need be. Raises Unavailable when it may not be written."""
    folder = folder_of(base_dir)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(
            f"{folder} cannot be made ({error.strerror}): let this account write there, "
            "or name a database in DATABASE_URL."
        ) from error
    return folder


def prepare(place: Place) -> None:
    """Make the place's folders, 0700 and owned by the account that runs the server."""
    if place.account == ACCOUNT:
        SYSTEM_HOME.mkdir(mode=0o755, parents=True, exist_ok=True)
    for folder in (place.home, place.sockets):
        _make_private(folder, place.account)
    if place.account == ACCOUNT:
        (place.home / "clone").write_text(f"{place.folder}\n", encoding="utf-8")


def _make_private(folder: Path, account: str | None) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    owner = pwd.getpwnam(account) if account else None
    seen = folder.lstat()
    if not stat.S_ISDIR(seen.st_mode):
        raise Unavailable(f"{folder} is in the way: it is not a folder. Move it away.")
    if owner is not None and seen.st_uid == os.geteuid():
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    elif seen.st_uid not in (os.geteuid(), owner.pw_uid if owner else -1):
        raise Unavailable(f"{folder} belongs to another account. Move it away.")
    if stat.S_IMODE(seen.st_mode) != 0o700:
        folder.chmod(0o700)


def _in_clone(folder: Path) -> Place | None:
    """The place in the clone, for an ordinary user, or for root over an ordinary user's data."""
    data = folder / "postgres" / "data"
    try:
        owner = data.stat().st_uid
    except OSError:
        return None
    if owner == os.geteuid():
        return _private(folder, None)
    if os.geteuid() == 0:
        return _private(folder, pwd.getpwuid(owner).pw_name)
    raise Unavailable(
        f"The data in {data} belongs to another account: run this as that account, or name a database in DATABASE_URL."
    )


def _private(folder: Path, account: str | None) -> Place:
    home = folder / "postgres"
    sockets = home / "run"
    if len(os.fsencode(sockets)) + len(f"/.s.PGSQL.{PORT}") > LONGEST_SOCKET:
        owner = pwd.getpwnam(account).pw_uid if account else os.geteuid()
        mark = hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
        sockets = Path(tempfile.gettempdir()) / f"rootbridge-{owner}-{mark}"
    return Place(folder, home, sockets, account)


def _of_system(folder: Path, known: str) -> Place:
    if os.geteuid() != 0:
        raise Unavailable(
            f"The data of this clone was made by root ({SYSTEM_HOME / known}): run this as root, "
            f"or take {folder} away to begin anew, or name a database in DATABASE_URL."
        )
    home = SYSTEM_HOME / known
    return Place(folder, home, home / "run", ACCOUNT)


def _read_id(folder: Path) -> str | None:
    try:
        known = (folder / "id").read_text(encoding="ascii").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return known if known.isalnum() and len(known) == 12 else None


def is_copy(place: Place) -> bool:
    """Whether this clone was copied from one that still stands and still uses this place."""
    try:
        first = Path((place.home / "clone").read_text(encoding="utf-8").rstrip("\n"))
    except OSError:
        return False
    return (
        first != place.folder
        and first.exists()
        and not first.samefile(place.folder)
        and _read_id(first) == place.home.name
    )
