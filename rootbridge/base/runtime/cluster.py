"""The files of one PostgreSQL cluster: made once, configured before each start."""

import os
import pwd
import shutil
import subprocess
from pathlib import Path

from rootbridge.base.runtime.binaries import Binaries
from rootbridge.base.runtime.place import ACCOUNT, PORT, Place, Unavailable

OWNER = "rootbridge"
DATABASE = "rootbridge"
ENCODING = ("--encoding=UTF8", "--auth=trust", f"--username={OWNER}", "--data-checksums", "--no-instructions")
SHARED_MEMORY = "/dev/shm"  # noqa: S108
# Below this size it cannot carry what parallel queries share.
SMALL_SHARED_MEMORY = 256 * 1024 * 1024
LARGEST_LOG = 5_000_000


def run(place: Place, *command: str, timeout: float = 120) -> subprocess.CompletedProcess:
    """Run one PostgreSQL program as the account that owns the place; its output is captured."""
    options = {}
    if place.account:
        account = pwd.getpwnam(place.account)
        options = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    return subprocess.run(
        command,
        cwd="/",
        env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=timeout,
        umask=0o077,
        check=False,
        **options,
    )


def ensure_account() -> None:
    """Make the system account that runs the server, when root has none yet."""
    try:
        pwd.getpwnam(ACCOUNT)
        return
    except KeyError:
        pass
    try:
        subprocess.run(
            ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent",
             "--shell", "/usr/sbin/nologin", ACCOUNT],
            check=True, capture_output=True,
        )  # fmt: skip
    except (OSError, subprocess.CalledProcessError) as error:
        raise Unavailable(
            f"PostgreSQL does not run as root, and the account '{ACCOUNT}' could not be made ({error}): "
            "run this as an ordinary user, or name a database in DATABASE_URL."
        ) from error


def major_of(place: Place) -> int | None:
    """The PostgreSQL version that made the data, or None when there is no data yet."""
    try:
        return int((place.data / "PG_VERSION").read_text(encoding="ascii"))
    except OSError:
        return None


def create(place: Place, binaries: Binaries) -> None:
    """Make the cluster beside its place, then move it in: a crash on the way leaves no half."""
    if major_of(place) is not None:
        return
    making = place.home / "data.new"
    shutil.rmtree(making, ignore_errors=True)
    for locale in _locales(binaries.major):
        done = run(place, binaries.program("initdb"), "-D", str(making), *ENCODING, *locale)
        if done.returncode == 0:
            break
        shutil.rmtree(making, ignore_errors=True)
    else:
        raise Unavailable(f"PostgreSQL could not make its data in {place.home}: {_last_line(done.stderr)}")
    with (making / "postgresql.conf").open("a", encoding="utf-8") as written:
        written.write("include = 'rootbridge.conf'\n")
    making.rename(place.data)


def configure(place: Place, binaries: Binaries) -> None:
    """Write the settings of this start: one socket in a closed folder, little memory, fsync on."""
    lines = [f"{name} = {value}" for name, value in _settings(place, binaries.major).items()]
    path = place.data / "rootbridge.conf"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if place.account:
        os.chown(path, pwd.getpwnam(place.account).pw_uid, -1)
    if place.log.exists() and place.log.stat().st_size > LARGEST_LOG:
        place.log.rename(place.log.with_suffix(".log.1"))


def last_words(place: Place) -> str:
    """The last line of the server's log, for a message to a person."""
    try:
        with place.log.open("rb") as log:
            log.seek(max(0, place.log.stat().st_size - 4000))
            return _last_line(log.read().decode(errors="replace"))
    except OSError:
        return "it wrote no log"


def _settings(place: Place, major: int) -> dict[str, str]:
    settings = {
        "listen_addresses": "''",
        "port": str(PORT),
        "unix_socket_directories": _quoted(place.sockets),
        "unix_socket_permissions": "0700",
        "max_connections": "80",
        "shared_buffers": "64MB",
        "work_mem": "8MB",
        "maintenance_work_mem": "32MB",
        "autovacuum_max_workers": "2",
        "max_parallel_workers_per_gather": "0",
        "max_wal_size": "256MB",
        "min_wal_size": "32MB",
        "wal_level": "minimal",
        "max_wal_senders": "0",
        "jit": "off",
        "timezone": "'UTC'",
        "log_timezone": "'UTC'",
        "log_checkpoints": "off",
        "log_line_prefix": "'%m [%p] '",
    }
    if _shared_memory() < SMALL_SHARED_MEMORY:
        settings["dynamic_shared_memory_type"] = "mmap"
    if major >= 18:
        settings["io_method"] = "sync"
    return settings


def _shared_memory() -> int:
    try:
        seen = os.statvfs(SHARED_MEMORY)
    except OSError:
        return 0
    return seen.f_bavail * seen.f_frsize


def _quoted(folder: Path) -> str:
    """A folder as one entry of a list in postgresql.conf, whatever spaces or commas it has."""
    return "'" + ('"' + str(folder).replace('"', '""') + '"').replace("'", "''") + "'"


def _locales(major: int) -> list[tuple[str, ...]]:
    """How to ask for Unicode rules that do not hang on the machine's locales, best first."""
    own = [("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")] if major >= 17 else []
    return [*own, ("--locale=C.UTF-8",), ("--locale=C",)]


def _last_line(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return lines[-1] if lines else "it said nothing"
