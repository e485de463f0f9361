"""The page of results."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from rootbridge.base.core.models import Switch
from rootbridge.base.core.panels import panels
from rootbridge.bridges.search.models import Miss
from rootbridge.bridges.search.models.miss import MISSES_A_DAY
from tests.translation.factories import make_answer, make_guide


@pytest.fixture
def reader():
    return Client(headers={"Sec-Fetch-Site": "same-origin"})


@pytest.fixture
def texts(cast):
    for number in range(8):
        make_guide(cast, "ro", slug=f"pension-{number}", title=f"Pensia {number}", residence=["IT"])
    make_answer(cast, "en", question="May I buy pension years?")


def test_results_stand_by_kind_with_their_language(reader, texts):
    page = reader.get("/en/search/?q=pension").content.decode()
    heads = re.findall(r'<h2 id="k\d">([^<]+)</h2>', page)
    assert sorted(heads) == ["Answered questions", "Guides"]
    assert '<span lang="ro" dir="ltr">Pensia 0</span>' in page
    assert ">Română<" in page
    assert "9 texts found." in page
    assert 'href="/en/services/pension-0/"' in page
    assert "Show all 8" in page


def test_one_kind_can_be_seen_whole(reader, texts):
    page = reader.get("/en/search/?q=pension&kind=services.guide").content.decode()
    assert page.count('href="/en/services/pension-') == 8
    assert "May I buy" not in page
    assert reader.get("/en/search/?q=pension&kind=nonsense").status_code == 200


def test_nothing_found_leads_to_a_desk_and_is_counted_without_the_person(reader, texts):
    for _time in range(2):
        page = reader.get("/en/search/?q=Hospital Roof 2001004123456").content.decode()
    assert "Nothing found for" in page
    assert 'href="/en/help/ask/?words=Hospital' in page
    miss = Miss.objects.get()
    assert (miss.words, miss.language, miss.count, miss.day) == ("hospital roof", "en", 2, timezone.localdate())
    assert {field.name for field in Miss._meta.get_fields()} == {"id", "day", "language", "words", "count"}


def test_what_was_found_is_not_counted(reader, texts):
    reader.get("/en/search/?q=pension")
    reader.get("/en/search/?q=penson")
    reader.get("/en/search/")
    assert not Miss.objects.exists()


def test_the_table_of_misses_cannot_be_filled_from_outside(db, monkeypatch):
    monkeypatch.setattr("rootbridge.bridges.search.models.miss.MISSES_A_DAY", 3)
    assert MISSES_A_DAY > 3
    for number in range(6):
        Miss.add(f"words {number}", "en")
    assert Miss.objects.count() <= 4


def test_staff_see_what_was_looked_for(reader, cast):
    reader.get("/en/search/?q=hospital roof")
    panel = panels.get("search")
    assert panel.shown_to(cast.esi)
    assert not panel.shown_to(cast.dana)
    assert not panel.shown_to(cast.amina)
    assert "hospital roof" in panel.render(None)


def test_the_nearest_texts_while_a_question_is_written(reader, texts):
    answer = reader.post("/en/search/", {"words": "I would like to buy years for my pension, may I?"})
    page = answer.content.decode()
    assert "<html" not in page
    assert "May I buy pension years?" in page
    assert page.count("<li>") <= 3
    assert "no-store" in answer["Cache-Control"]
    assert not Miss.objects.exists()
    assert reader.post("/en/search/", {"words": ""}).content.decode().strip() == ""


def test_same_bytes_no_cookie(reader, texts):
    answer = reader.get("/en/search/?q=pension")
    assert not answer.cookies
    assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert answer.content == Client().get("/en/search/?q=pension").content


def test_hostile_words_stay_words(reader, texts):
    page = reader.get("/en/search/", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in page


def test_a_part_that_sleeps_is_not_found(reader, texts):
    Switch.turn("help", is_on=False)
    page = reader.get("/en/search/?q=pension").content.decode()
    assert "May I buy" not in page
    assert "/help/ask/" not in page
    Switch.turn("help", is_on=True)
    assert "May I buy" in reader.get("/en/search/?q=pension").content.decode()


def test_two_queries_of_what_is_there(reader, texts, django_assert_num_queries):
    reader.get("/en/search/?q=pension")
    with django_assert_num_queries(2):
        reader.get("/en/search/?q=pension")
    with django_assert_num_queries(2):
        reader.get("/en/search/?q=pensoin&residence=IT&language=ro")
    with django_assert_num_queries(2):
        reader.get("/en/search/suggestions/?q=pens")
