"""Answers that many need."""

import json
import re
from uuid import uuid4

import pytest
from django.test import Client

from rootbridge.subjects.help.models import Serving
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
    with django_assert_num_queries(8):
        reader.get("/en/help/lost-passport/")


@pytest.mark.parametrize("address", ["nothing", "nowhere-at-all"])
def test_what_is_not_there(reader, answers, address):
    assert reader.get(f"/en/help/{address}/").status_code == 404


def test_same_bytes_no_cookie(reader, answers):
    for address in ("/en/help/", "/en/help/lost-passport/"):
        answer = reader.get(address)
        assert not answer.cookies
        assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"


@pytest.fixture
def licences(cast):
    """One question, answered for two countries and for everywhere else."""
    rows = {"it": ["IT"], "de": ["DE", "AT"], "other": []}
    return {
        name: make_answer(cast, "en", slug=f"licence-{name}", question=f"May I drive ({name})?", topic="car",
                          residence=lands, same_question="licence")
        for name, lands in rows.items()
    }  # fmt: skip


def living(country):
    return Client(headers={"Sec-Fetch-Site": "same-origin", "Cookie": f"rb_here={country}.."})


def test_a_question_with_variants_stands_once_the_readers_own_country_first(reader, licences):
    page = reader.get("/en/help/").content.decode()
    assert "/en/help/licence-other/" in page
    assert "/en/help/licence-it/" not in page
    assert "Answered also for Austria, Germany and Italy" in page
    page = living("IT").get("/en/help/").content.decode()
    assert "/en/help/licence-it/" in page
    assert "/en/help/licence-other/" not in page
    page = reader.get("/en/help/?living=DE").content.decode()
    assert "/en/help/licence-de/" in page


def test_each_variant_leads_to_the_others(reader, licences):
    page = reader.get("/en/help/licence-it/").content.decode()
    assert "If you live in …" in page
    assert ">Germany and Austria</a>" in page
    assert ">any other country</a>" in page
    assert "You live elsewhere" not in page
    page = living("DE").get("/en/help/licence-it/").content.decode()
    assert "You live elsewhere: Germany" in page
    assert page.count('href="/en/help/licence-de/"') == 2


def test_the_list_narrows_by_stage_topic_and_country_and_counts(reader, licences, answers):
    page = reader.get("/en/help/").content.decode()
    assert "Car (1)" in page, "one question, however many countries"
    assert "3 texts." in page
    page = reader.get("/en/help/?topic=car&living=IT").content.decode()
    assert "I lost my passport" not in page
    assert 'href="/en/help/topics/car/?topic=car&amp;living=IT"' in page
    assert '<option value="IT" selected>' in page
    page = reader.get("/en/help/?stage=returned").content.decode()
    assert "Nobody has asked this yet" in page
    assert ">Show all</a>" in page
    assert reader.get("/en/help/?topic=nonsense&stage=x&living=%00ZZ").status_code in (200, 400)


def test_a_choice_swaps_the_list_alone(reader, licences):
    answer = reader.get("/en/help/?topic=car", headers={"HX-Request": "true", "HX-Target": "found"})
    page = answer.content.decode()
    assert "<html" not in page
    assert page.startswith('<div id="found"')
    assert 'hx-swap-oob="innerHTML"' in page


def test_a_whole_topic_can_be_printed_and_read_by_machines(reader, licences, cast):
    make_answer(cast, "ro", slug="tax", question="Impozitul pe mașină?", topic="car")
    for address in ("/en/help/?topic=car", "/en/help/topics/car/"):
        page = reader.get(address).content.decode()
        data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])
        assert {one["name"] for one in data["mainEntity"]} == {"May I drive (other)?", "Impozitul pe mașină?"}
    assert "data-print" in page
    assert page.count("<article") == 2
    assert "Last checked" in page
    assert reader.get("/en/help/topics/nonsense/").status_code == 404
    assert "Nobody has asked this yet" in reader.get("/en/help/topics/voting/").content.decode()


def test_the_topic_page_takes_few_queries(reader, licences, cast, django_assert_max_num_queries):
    for number in range(12):
        make_answer(cast, "en", slug=f"car-{number}", question=f"Car {number}?", topic="car")
    reader.get("/en/help/topics/car/")
    with django_assert_max_num_queries(4):
        reader.get("/en/help/topics/car/")


def test_no_two_variants_hold_for_one_country(cast, licences):
    esi = cast.enter(cast.esi)
    row = licences["it"]
    address = f"/manage/content/snippets/help/publishedanswer/edit/{row.pk}/"
    said = {
        "question": row.question, "short": row.short, "body": row.body, "same_question": "licence", "topic": "car",
        "stages": ["abroad"], "residence": "DE", "synonyms": "", "office": row.office_id, "place": row.place_id,
        "checked_on": row.checked_on.isoformat(), "review_days": 92, "sources": "", "original": "ro",
        "related_guides": "",
    }  # fmt: skip
    assert "answers this for the same country already" in esi.post(address, said).content.decode()


def test_who_came_from_the_form_is_asked_whether_it_was_enough(reader, answers):
    answer = reader.get("/en/help/lost-passport/?from=ask")
    assert "Does this answer it?" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    sent_on = reader.post("/en/help/lost-passport/enough/")
    assert sent_on["Location"] == "/en/help/lost-passport/?from=enough#enough"
    assert "Nothing was sent" in reader.get(sent_on["Location"]).content.decode()
    assert dict(Serving.objects.values_list("what", "count")) == {"opened": 1, "enough": 1}
    assert "Does this answer it" not in reader.get("/en/help/lost-passport/").content.decode()
    assert Serving.objects.times("opened") == 1, "only who came from the form"
    assert reader.get("/en/help/lost-passport/enough/").status_code == 405
    assert reader.post("/en/help/gone/enough/").status_code == 404


def test_one_network_cannot_drive_the_count_up(reader, answers):
    for _time in range(20):
        assert reader.post("/en/help/lost-passport/enough/").status_code == 302
    assert Serving.objects.times("enough") == 12


def test_the_nearest_answers_say_where_they_were_opened(reader, answers):
    page = reader.post("/en/search/", {"words": "I lost my passport"}).content.decode()
    assert 'href="/en/help/lost-passport/?from=ask"' in page
    assert "?from=ask" not in reader.get("/en/search/?q=passport").content.decode()
