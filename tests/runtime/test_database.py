"""What Django is told about the database: by address, or by this clone; with limits on every wait."""

import select

import psycopg
import pytest
from django.db import close_old_connections, connection

from rootbridge.base.runtime.database import WrongAddress, connection_settings


@pytest.fixture
def settings_for(monkeypatch, tmp_path):
    def ask(url):
        monkeypatch.setenv("DATABASE_URL", url)
        return connection_settings(tmp_path)

    return ask


def test_it_reads_an_address(settings_for):
    told = settings_for("postgresql://ana:p%40ss%2Fword@db.example:6432/acasa?sslmode=require")
    assert [told[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [
        "acasa", "ana", "p@ss/word", "db.example", "6432",
    ]  # fmt: skip
    assert told["OPTIONS"]["sslmode"] == "require"


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("postgres://a@[::1]:5432/b", "::1"),
        ("postgres://%2FVar%2Frun/b", "/Var/run"),
        ("postgres:///b?host=/var/my%20run", "/var/my run"),
        ("postgres:///b", ""),
    ],
)
def test_it_finds_the_host(settings_for, url, host):
    assert settings_for(url)["HOST"] == host


@pytest.mark.parametrize("url", ["sqlite:///db", "postgresql://host/", "nonsense", "postgresql://host:port/b"])
def test_it_says_what_an_address_looks_like(settings_for, url):
    with pytest.raises(WrongAddress, match="postgresql://name:password@host"):
        settings_for(url)


def test_looking_touches_nothing(tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    told = connection_settings(tmp_path)
    assert told["HOST"].startswith(str(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_no_wait_is_endless(settings_for, monkeypatch):
    monkeypatch.setenv("ROOTBRIDGE_STATEMENT_TIMEOUT", "1234")
    options = settings_for("postgres:///b")["OPTIONS"]
    for limit in ("statement_timeout=1234", "lock_timeout=", "idle_in_transaction_session_timeout="):
        assert limit in options["options"]
    assert options["connect_timeout"]


@pytest.mark.django_db
def test_the_server_plans_a_frequent_statement_once():
    known = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%% AS asked_often%%'"
    for number in range(5):
        with connection.planned() as cursor:
            cursor.execute("SELECT %s::int AS asked_often", [number])
            assert cursor.fetchone() == (number,)
    with connection.cursor() as cursor:
        cursor.execute(known)
        assert cursor.fetchone() == (1,)


def asked() -> tuple:
    with connection.planned() as cursor:
        cursor.execute("SELECT name FROM plan_of_old WHERE %s::int = 1", [1])
        return cursor.fetchone()


@pytest.mark.django_db(transaction=True)
def test_a_plan_made_before_a_table_changed_is_made_anew():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE plan_of_old AS SELECT 'Ana'::varchar(10) AS name")
    assert [asked() for _time in range(5)] == [("Ana",)] * 5
    with psycopg.connect(**_address(), autocommit=True) as elsewhere:
        elsewhere.execute("ALTER TABLE plan_of_old ALTER COLUMN name TYPE text")
    assert [asked() for _time in range(3)] == [("Ana",)] * 3


@pytest.mark.django_db(transaction=True)
def test_after_the_server_cut_the_line_the_next_request_finds_another():
    connection.ensure_connection()
    with psycopg.connect(**_address(), autocommit=True) as elsewhere:
        elsewhere.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
    poll = select.poll()
    poll.register(connection.connection.pgconn.socket, select.POLLIN | select.POLLHUP)
    assert poll.poll(5000), "the line was cut"
    close_old_connections()
    with connection.planned() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


def _address() -> dict:
    known = connection.get_connection_params()
    return {name: known[name] for name in ("dbname", "user", "host", "port", "password") if known.get(name)}
