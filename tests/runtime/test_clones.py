"""The test bed keeps its word: migrated tables, a cloned database, no network, nothing left over."""

import socket

import pytest
from django.core.cache import cache
from django.db import connection

from rootbridge.base.runtime import schema
from rootbridge.base.runtime.models import SchemaMark


@pytest.mark.django_db
def test_it_has_the_tables_of_these_migrations():
    assert schema.is_current()
    assert connection.settings_dict["NAME"].startswith("rootbridge_test_")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_it_begins_anew_after_a_test_that_commits(turn):
    assert SchemaMark.objects.get().digest == schema.digest()
    SchemaMark.objects.update(digest=f"spoiled {turn}")


def test_it_refuses_the_network():
    with pytest.raises(PermissionError), socket.socket() as line:
        line.connect(("192.0.2.1", 80))


@pytest.mark.parametrize("turn", [1, 2])
def test_it_empties_the_cache_between_tests(turn):
    assert cache.get("left_over") is None
    cache.set("left_over", turn)


@pytest.mark.django_db
def test_it_does_not_wait_for_the_disk():
    with connection.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit")
        assert cursor.fetchone() == ("off",)
