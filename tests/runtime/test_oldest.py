"""Every migration runs on the oldest PostgreSQL that is promised, where this machine has one."""

import os
import shutil
import subprocess
import sys

import pytest
from django.conf import settings

from rootbridge.base.runtime import binaries, place, postmaster

OLDER = [
    found
    for folder, is_packed in binaries._candidates()
    if not is_packed and (found := binaries._look_at(folder, is_packed)) and 15 <= found.major < 18
]


@pytest.mark.skipif(not OLDER, reason="no PostgreSQL 15 to 17 is on this machine: install the package `postgresql`")
def test_the_migrations_run_on_an_older_postgresql(tmp_path, monkeypatch):
    monkeypatch.setenv("ROOTBRIDGE_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("ROOTBRIDGE_POSTGRES_BIN", str(OLDER[-1].folder))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    try:
        done = subprocess.run(
            [sys.executable, "manage.py", "prepare_platform"],
            cwd=settings.BASE_DIR, env=dict(os.environ), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-2000:]
    finally:
        home = place.find(settings.BASE_DIR)
        if home is not None:
            postmaster.halt(home)
            shutil.rmtree(home.home, ignore_errors=True)
