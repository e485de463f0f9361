"""The Moldova platform with its sample data, for tests that walk over whole pages: the fixture `acasa`.

The pack is loaded once into a template of its own, kept between runs; a test gets a clone.
"""

import hashlib
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from rootbridge.base.core import fragments, parts
from rootbridge.base.reference import recognition
from rootbridge.base.runtime import schema
from rootbridge.bridges.home import front
from rootbridge.bridges.search import synonyms
from rootbridge.stewardship.packs import demo
from tests import clones

TEMPLATE = "rootbridge_packed_"


def template() -> str:
    """Have the template with the pack; returns its name."""
    name = TEMPLATE + _digest()
    with clones._turn() as control:
        if not clones._exists(control, name):
            for old in clones._named(control, TEMPLATE):
                control.execute(f"DROP DATABASE IF EXISTS {old} WITH (FORCE)")
            making = f"{name}_making"
            control.execute(f"DROP DATABASE IF EXISTS {making} WITH (FORCE)")
            control.execute(f"CREATE DATABASE {making} TEMPLATE {clones.TEMPLATE}{schema.digest()}")
            clones.use(making)
            call_command("load_pack", "moldova", verbosity=0, stdout=_Nowhere())
            clones.use("postgres")
            control.execute(f"ALTER DATABASE {making} RENAME TO {name}")
    return name


class _Nowhere:
    def write(self, *words):
        pass

    def flush(self):
        pass


def _digest() -> str:
    """Changes with the tables, the pack and the code that loads it."""
    seen = hashlib.sha256(schema.digest().encode())
    root = Path(settings.BASE_DIR)
    folders = ("packs/moldova", "rootbridge/stewardship/packs", "rootbridge/base/reference/data")
    loaders = [*root.glob("rootbridge/*/*/loading.py"), *root.glob("rootbridge/bridges/search/*.py")]
    for path in sorted([path for folder in folders for path in (root / folder).rglob("*")] + loaders):
        if path.is_file() and path.suffix in {".json", ".csv", ".py", ".toml"}:
            seen.update(path.read_bytes())
    return seen.hexdigest()[:16]


def forget_everything() -> None:
    """What this process remembers of the database before."""
    for module in (fragments, parts, demo, front, recognition, synonyms):
        module.forget()


@pytest.fixture
def acasa(live, worker_name):
    """The served platform with the pack's sample data, in a demonstration's setting."""
    name = template()
    with clones._turn() as control:
        clones.use("postgres")
        mine = f"{clones.CLONE}{clones.lead()}_{worker_name}"
        control.execute(f"DROP DATABASE IF EXISTS {mine} WITH (FORCE)")
        control.execute(f"CREATE DATABASE {mine} TEMPLATE {name}")
        control.execute(f"ALTER DATABASE {mine} SET synchronous_commit = off")
    clones.use(mine)
    forget_everything()
    was, settings.ROOTBRIDGE_DEMO = settings.ROOTBRIDGE_DEMO, True
    yield live
    settings.ROOTBRIDGE_DEMO = was
    forget_everything()
