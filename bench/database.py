"""The database of the benches: the Moldova pack, made once and made anew when tables or pack change."""

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from rootbridge.base.design import assets
from rootbridge.base.runtime import serving
from tests import clones

NAME = "rootbridge_bench"


def prepare() -> None:
    """Have the database with the pack loaded, and use it."""
    serving.start_database()
    assets.build()
    template = clones.make_template()
    mark = f"{template} {_pack_digest()}"
    with clones._turn() as control:
        known = control.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", (NAME,)
        ).fetchone()
        if known and known[0] == mark:
            clones.use(NAME)
            return
        control.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        control.execute(f"CREATE DATABASE {NAME} TEMPLATE {template}")
    clones.use(NAME)
    call_command("load_pack", settings.ROOTBRIDGE_PACK)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute(f"COMMENT ON DATABASE {NAME} IS '{mark}'")


def address() -> str:
    """DATABASE_URL for a process of its own."""
    known = connection.get_connection_params()
    return f"postgresql://{known['user']}@/{NAME}?host={known['host']}&port={known['port']}"


def _pack_digest() -> int:
    folder = settings.ROOTBRIDGE_PACKS_DIR / settings.ROOTBRIDGE_PACK
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
