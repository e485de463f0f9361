"""What the machine says about a process: alive, gone, or a zombie that nobody buried."""

import os
from pathlib import Path

PROC = Path("/proc")


def is_alive(pid: int) -> bool:
    """Whether a process with this id runs; a zombie counts as gone."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return state_of(pid) not in ("Z", "X")


def state_of(pid: int) -> str | None:
    """The one-letter state that the kernel gives, or None where it cannot be read."""
    try:
        told = (PROC / str(pid) / "stat").read_bytes()
    except OSError:
        return None
    return told.rpartition(b") ")[2][:1].decode()


def works_in(pid: int, folder: Path) -> bool | None:
    """Whether the process stands in `folder`; None where the machine does not tell."""
    try:
        return (PROC / str(pid) / "cwd").samefile(folder)
    except OSError:
        return None


def standing_in(folder: Path) -> list[int]:
    """The ids of live processes whose working folder is `folder`; empty without /proc."""
    numbers = [int(entry.name) for entry in PROC.glob("[0-9]*")]
    return [pid for pid in numbers if works_in(pid, folder) and is_alive(pid)]
