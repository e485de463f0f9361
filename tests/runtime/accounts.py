"""Running a function as another account of this machine, for tests that root runs."""

import json
import os
import pwd
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from rootbridge.base.runtime import binaries, place


def run_as(account: str, clone: Path, act: Callable[[Path], list[str]]) -> list[str]:
    """What `act(clone)` returns when a child of this process runs it as `account`, who owns the clone.

    The wheel's binaries may stand where that account cannot go (below /root): it gets a copy.
    """
    owner = pwd.getpwnam(account)
    reachable = _binaries_for(clone)
    for folder in (clone, *clone.parents):
        if folder == Path(tempfile.gettempdir()):
            break
        folder.chmod(folder.stat().st_mode | 0o055)
    os.chown(clone, owner.pw_uid, owner.pw_gid)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _speak(writing, owner, lambda: _act(clone, act, reachable))
    os.close(writing)
    with os.fdopen(reading) as told:
        answer = told.read()
    os.waitpid(child, 0)
    shutil.rmtree(clone.parent / "wheel", ignore_errors=True)
    return json.loads(answer)


def _binaries_for(clone: Path) -> str:
    found = binaries.choose(18) or binaries.choose()
    wheel = clone.parent / "wheel"
    wheel.mkdir(exist_ok=True)
    return str(binaries.copy_for_account(found, wheel).folder)


def _act(clone: Path, act: Callable, reachable: str) -> list[str]:
    os.environ["ROOTBRIDGE_POSTGRES_BIN"] = reachable
    return act(clone)


def _speak(writing: int, owner, act: Callable) -> None:
    """In the child: become the account, act, tell, and leave without the parent's goodbyes."""
    answer = ["the child failed"]
    try:
        os.setgroups([])
        os.setgid(owner.pw_gid)
        os.setuid(owner.pw_uid)
        answer = act()
    except (place.Unavailable, OSError) as failure:
        answer = [repr(failure)]
    finally:
        os.write(writing, json.dumps(answer).encode())
        os._exit(0)
