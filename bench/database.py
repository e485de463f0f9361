"""The database of the benches: the Moldova pack, made once and made anew when tables or pack change."""

from django.db import connection

from rootbridge.base.design import assets
from rootbridge.base.runtime import serving
from tests import clones, packed

NAME = "rootbridge_bench"


def prepare() -> None:
    """Have the database with the pack loaded, and use it."""
    serving.start_database()
    assets.build()
    clones.make_template()
    template = packed.template()
    with clones._turn() as control:
        known = control.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", (NAME,)
        ).fetchone()
        if not known or known[0] != template:
            control.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
            control.execute(f"CREATE DATABASE {NAME} TEMPLATE {template}")
            control.execute(f"COMMENT ON DATABASE {NAME} IS '{template}'")
    clones.use(NAME)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def stamp() -> str:
    """What the database was made of."""
    return packed.template()


def address() -> str:
    """DATABASE_URL for a process of its own."""
    known = connection.get_connection_params()
    return f"postgresql://{known['user']}@/{NAME}?host={known['host']}&port={known['port']}"
