"""Answers that many need."""

import json
import re
from uuid import uuid4

import pytest
from django.test import Client

from tests.translation.factories import make_answer, make_guide


@pytest.fixture
def reader():
    return Client(headers={"Sec-Fetch-Site": "same-origin"})


@pytest.fixture
def answers(cast):
    key = uuid4()
    make_guide(cast, "ro", slug="apostille", title="Apostila")
    return {
        "ro": make_answer(cast, "ro", key=key, related_guides=["apostille", "gone"]),
        "en": make_answer(cast, "en", key=key, question="I lost my passport", related_guides=["apostille"]),
        "other": make_answer(cast, "ro", slug="expired", question="Mi-a expirat pașaportul"),
    }


def test_the_list_and_the_way_to_a_desk(reader, answers):
    page = reader.get("/en/help/").content.decode()
    assert "I lost my passport" in page
    assert 'href="/en/help/ask/"' in page
    assert "Mi-a expirat" in page


def test_an_answer_with_its_guides_and_neighbours(reader, answers):
    page = reader.get("/en/help/lost-passport/").content.decode()
    assert "I lost my passport" in page
    assert 'href="/en/services/apostille/"' in page
    assert "Mi-a expirat" in page
    assert "<p>Primul rând.</p><p>Al doilea rând.</p>" in page


def test_a_reader_without_a_translation_is_given_one_that_most_can_read(reader, answers, cast):
    key = make_guide(cast, "ro", slug="visa", title="Viza").translation_key
    make_guide(cast, "en", key=key, slug="visa", title="The visa")
    for row in (answers["ro"], answers["en"]):
        row.related_guides = ["visa"]
        row.save()
    page = reader.get("/ar/help/lost-passport/").content.decode()
    assert '<h1 class="text-title question" lang="en" dir="ltr">I lost my passport</h1>' in page
    assert 'href="/ro/help/lost-passport/" hreflang="ro" lang="ro"><bdi>Română' in page
    assert '>The visa</a><small><bdi lang="en">English' in page


def test_machines_read_question_and_answer(reader, answers):
    page = reader.get("/en/help/lost-passport/").content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])
    assert data["@type"] == "FAQPage"
    assert data["mainEntity"][0]["name"] == "I lost my passport"


def test_few_queries_however_many(reader, answers, cast, django_assert_num_queries):
    for number in range(20):
        make_answer(cast, "ro", slug=f"more-{number}", question=f"Întrebarea {number}")
    reader.get("/ro/help/")
    with django_assert_num_queries(1):
        reader.get("/ro/help/")
    with django_assert_num_queries(5):
        reader.get("/en/help/lost-passport/")


@pytest.mark.parametrize("address", ["nothing", "chat"])
def test_what_is_not_there(reader, answers, address):
    assert reader.get(f"/en/help/{address}/").status_code == 404


def test_same_bytes_no_cookie(reader, answers):
    for address in ("/en/help/", "/en/help/lost-passport/"):
        answer = reader.get(address)
        assert not answer.cookies
        assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"
