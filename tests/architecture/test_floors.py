"""Imports only go down, and the contracts that hold this are about something."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.architecture.house import HOUSE, ROOT

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["tool"]["importlinter"]["contracts"]


def test_the_floors_hold():
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]


def test_every_contract_names_modules_that_exist():
    """A wildcard that matches nothing would be reported as kept."""
    empty = []
    for contract in CONTRACTS:
        names = contract.get("modules", []) + contract.get("containers", []) + contract.get("source_modules", [])
        empty += [f"{contract['id']}: {name}" for name in names + contract.get("ancestors", []) if not _exists(name)]
    assert not empty


def test_the_picture_of_the_architecture_names_every_room():
    picture = (ROOT / "docs/develop/architecture.md").read_text("utf8").split("```")[1]
    named = set(re.findall(r"\w+", picture))
    rooms = [path.parent for path in HOUSE.rglob("apps.py")]
    assert not [str(room.relative_to(HOUSE)) for room in rooms if room.name not in named]


def test_no_migration_is_named_auto():
    assert not [path for path in HOUSE.rglob("migrations/*.py") if re.search(r"_(auto|initial)", path.name)]


def _exists(name) -> bool:
    pattern = name.replace("rootbridge", "", 1).strip(".").replace(".", "/").replace("**", "*")
    return not pattern or any(HOUSE.glob(pattern)) or any(HOUSE.glob(pattern + ".py"))
