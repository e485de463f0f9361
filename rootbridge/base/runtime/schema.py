"""Whether the tables are those that the code expects, known from a digest of the migration files."""

import hashlib
from pathlib import Path

import django
from django.apps import apps
from django.core.management import call_command
from django.db import ProgrammingError, connection

from rootbridge.base.runtime.models import SchemaMark


def digest() -> str:
    """A hex digest over the migration files of every installed app: another file, another digest."""
    seen = hashlib.sha256(django.__version__.encode())
    for config in sorted(apps.get_app_configs(), key=lambda config: config.name):
        for path in sorted((Path(config.path) / "migrations").glob("*.py")):
            seen.update(f"{config.label}/{path.name}\0".encode())
            seen.update(path.read_bytes())
    return seen.hexdigest()[:16]


def is_current(expected: str | None = None) -> bool:
    """Whether the tables of the present database were made by these very migrations."""
    try:
        mark = SchemaMark.objects.filter(id=1).values_list("digest", flat=True).first()
    except ProgrammingError:
        connection.close()
        return False
    return mark == (expected or digest())


def bring_up(verbosity: int = 0) -> bool:
    """Migrate if the migration files differ from those last applied; returns whether they did."""
    expected = digest()
    if is_current(expected):
        return False
    call_command("migrate", verbosity=verbosity, interactive=False)
    call_command("createcachetable", verbosity=verbosity)
    SchemaMark.objects.update_or_create(id=1, defaults={"digest": expected})
    return True
