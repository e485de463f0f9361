"""The first command somebody types: where it cannot go on, one line says so and what to do."""

import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.skipif(not shutil.which("make"), reason="make is not on this machine")
TOO_OLD = """#!/bin/sh
[ "$1" = --version ] && echo "Python 3.9.2" && exit 0
exit 1
"""
NEEDED = ("sh", "touch", "id", "mkdir", "rm", "tail")


@pytest.fixture
def clone(tmp_path):
    """A clone with a space in its path, and a machine with an old Python and nothing else."""
    base_dir = tmp_path / "a clone"
    (base_dir / ".ci").mkdir(parents=True)
    for name in ("Makefile", ".ci/browser"):
        shutil.copy(settings.BASE_DIR / name, base_dir / name)
    shutil.copytree(settings.BASE_DIR / "requirements", base_dir / "requirements")
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in NEEDED:
        (programs / name).symlink_to(shutil.which(name))
    (programs / "python3").write_text(TOO_OLD)
    (programs / "python3").chmod(0o755)
    return base_dir


def make(clone: Path, *words: str) -> subprocess.CompletedProcess:
    environment = {"PATH": str(clone.parent / "programs"), "LC_ALL": "C"}
    return subprocess.run(
        [shutil.which("make"), "--no-print-directory", *words],
        cwd=clone, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_an_old_python_is_told_what_to_do(clone):
    done = make(clone, "demo")
    first, *others = done.stderr.splitlines()
    assert done.returncode != 0
    assert first.startswith("Rootbridge needs Python 3.11 or newer")
    assert "Python 3.9.2 is here" in first
    assert "python3-venv" in first
    assert all(line.startswith("make: ***") for line in others)


def test_a_taken_port_is_told_before_the_long_work(clone):
    python = clone.parent / "programs" / "python3"
    python.unlink()
    python.symlink_to(sys.executable)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = make(clone, "demo", f"PORT={port}")
    assert done.returncode != 0
    assert done.stderr.startswith(f"Port {port} is taken by another program.")
    assert f"PORT={port + 1} make demo" in done.stderr
    assert not (clone / ".venv").exists()


def test_a_missing_browser_is_named_with_what_to_do(clone):
    done = make(clone, "browser")
    assert done.returncode == 0
    assert "The tests in a browser are left out" in done.stdout
    assert "apt-get install chromium" in done.stdout
