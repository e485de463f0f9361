"""What Django is told about the database: by address, or by this clone; with limits on every wait."""

import pytest
from django.db import connection

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
