"""The health pages: for everybody, never kept, true."""

import pytest

from rootbridge.base.runtime.models import SchemaMark

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
def test_they_answer_anybody_and_are_never_kept(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    assert client.post(path, headers={"sec-fetch-site": "same-origin"}).status_code == 405


def test_it_is_not_ready_with_the_tables_of_another_release(client):
    SchemaMark.objects.update(digest="another")
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()) == (503, {"database": True, "tables": False})


def test_living_asks_nothing_of_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/health/live")
