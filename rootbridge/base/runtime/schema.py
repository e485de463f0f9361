"""Whether the tables are those that the code expects, known from a digest of the migration files."""

import hashlib
from functools import cache
from pathlib import Path

import django
from django.apps import apps
from django.core.management import call_command
from django.db import ProgrammingError, connection

from rootbridge.base.runtime.models import SchemaMark

# One number for all that migrate this database, so that two take turns.
TURN = 7_306_241


@cache
def digest() -> str:
    """A hex digest over the migration files of every installed app: another file, another digest."""
    seen = hashlib.sha256(django.__version__.encode())
    for config in sorted(apps.get_app_configs(), key=lambda config: config.name):
        for path in sorted((Path(config.path) / "migrations").glob("*.py")):
            seen.update(f"{config.label}/{path.name}\0".encode())
            seen.update(path.read_bytes())
    return seen.hexdigest()[:16]


def is_current() -> bool:
    """Whether the tables of the present database were made by these very migrations."""
    try:
        return SchemaMark.objects.filter(id=1, digest=digest()).exists()
    except ProgrammingError:
        return False


def bring_up(verbosity: int = 0) -> bool:
    """Migrate if the migration files differ from those last applied; returns whether they did.

    Two at once take turns. Migrations may take longer than a page may, and do not wait for the disk
    after each of hundreds of steps: after a power cut the last ones are simply done again.
    """
    if is_current():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0; SET lock_timeout = 0; SET synchronous_commit = off")
        cursor.execute("SELECT pg_advisory_lock(%s)", [TURN])
    try:
        if is_current():
            return False
        call_command("migrate", verbosity=verbosity, interactive=False, skip_checks=True)
        call_command("createcachetable", verbosity=verbosity)
        SchemaMark.objects.update_or_create(id=1, defaults={"digest": digest()})
        return True
    finally:
        connection.close()
