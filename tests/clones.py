"""Databases for tests: one migrated template kept between runs, cloned for each worker of each run.

Migrating takes many seconds, cloning a fraction of one. The template's name carries the digest of the
migration files, so it is made anew only when one of them changes. A run's clones carry the id of the
process that leads the run, so that two runs never meet, and what a killed run left is swept by the next.
"""

import os
from contextlib import contextmanager

import psycopg
from django.db import connection, connections

from rootbridge.base.runtime import processes, schema

TEMPLATE = "rootbridge_template_"
CLONE = "rootbridge_test_"
TEMPLATES_KEPT = 3
# One number for all that touches templates, so that two runs take turns.
TURN = 7_306_242


def lead() -> int:
    """The id of the process that leads this run: xdist's own, or this one."""
    return int(os.environ.setdefault("ROOTBRIDGE_TEST_LEAD", str(os.getpid())))


def make_template() -> str:
    """Have the migrated template; returns its name. Quick when the migrations did not change."""
    name = TEMPLATE + schema.digest()
    with _turn() as control:
        if not _exists(control, name):
            _drop_old_templates(control)
            making = f"{name}_making"
            control.execute(f"DROP DATABASE IF EXISTS {making} WITH (FORCE)")
            control.execute(f"CREATE DATABASE {making}")
            control.execute(f"ALTER DATABASE {making} SET synchronous_commit = off")
            use(making)
            schema.bring_up()
            use("postgres")
            control.execute(f"ALTER DATABASE {making} RENAME TO {name}")
        _sweep_clones(control)
    return name


def clone(worker: str) -> str:
    """A fresh database for one worker, made from the template and now in use; returns its name."""
    template, name = TEMPLATE + schema.digest(), f"{CLONE}{lead()}_{worker}"
    with _turn() as control:
        use("postgres")
        control.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        control.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        control.execute(f"ALTER DATABASE {name} SET synchronous_commit = off")
    use(name)
    return name


def drop(name: str) -> None:
    """Take a clone away."""
    use("postgres")
    with _turn() as control:
        control.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def use(name: str) -> None:
    """Point Django at another database of the same server, in every thread."""
    connection.close()
    connections.settings["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name


@contextmanager
def _turn():
    known = connection.get_connection_params()
    way = {key: known[key] for key in ("host", "port", "user", "password", "sslmode", "sslrootcert") if key in known}
    with psycopg.connect(**way, dbname="postgres", autocommit=True) as control:
        control.execute("SELECT pg_advisory_lock(%s)", (TURN,))
        yield control


def _exists(control, name: str) -> bool:
    return control.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone() is not None


def _named(control, beginning: str) -> list[str]:
    rows = control.execute(
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY oid DESC", (beginning,)
    )
    return [name for (name,) in rows]


def _drop_old_templates(control) -> None:
    for name in _named(control, TEMPLATE)[TEMPLATES_KEPT - 1 :]:
        control.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _sweep_clones(control) -> None:
    for name in _named(control, CLONE):
        leader = name.removeprefix(CLONE).split("_")[0]
        if leader.isdigit() and int(leader) != lead() and not processes.is_alive(int(leader)):
            control.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
