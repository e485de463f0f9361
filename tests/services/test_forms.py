"""One guide in the forms that readers need: easy words, large letters, a flyer, a page light enough for a slow line."""

import json
import re
from uuid import uuid4

import brotli
import pytest
from django.test import Client

from bench.weight import linked, size_of
from rootbridge.subjects.services import flyers
from tests.packed import acasa  # noqa: F401
from tests.translation.factories import make_guide

EASY = "Ai pierdut actul.\nMergi la poliție.\n\nSună la consulat."
GOAL_BYTES, GOAL_REQUESTS = 40_000, 5


@pytest.fixture
def reader():
    return Client(headers={"Sec-Fetch-Site": "same-origin"})


@pytest.fixture
def guides(cast, settings, tmp_path):
    settings.ROOTBRIDGE_DATA_DIR = tmp_path
    key = uuid4()
    return {
        "ro": make_guide(cast, "ro", key=key, easy=EASY, papers=["Buletinul"]),
        "ar": make_guide(cast, "ar", key=key, title="معاش من إيطاليا"),
    }


def page_of(reader, address) -> str:
    answer = reader.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_easy_words_have_an_address_of_their_own(reader, guides):
    whole = page_of(reader, "/ro/services/pension-italy/")
    assert 'href="/ro/services/pension-italy/?easy=1"' in whole
    assert "Mergi la poliție" not in whole
    easy = page_of(reader, "/ro/services/pension-italy/?easy=1")
    assert "<p>Ai pierdut actul.<br>Mergi la poliție.</p><p>Sună la consulat.</p>" in easy
    assert 'class="steps"' not in easy
    assert '<a href="/ro/services/pension-italy/">' in easy


def test_easy_words_are_offered_only_where_they_are(reader, guides):
    for address in ("/ar/services/pension-italy/", "/ar/services/pension-italy/?easy=1"):
        page = page_of(reader, address)
        assert "easy=1" not in page.replace("/ar/services/pension-italy/?easy=1", "") or 'class="ways' not in page
        assert 'class="easy"' not in page
        assert 'class="steps"' in page


def test_the_search_box_finds_easy_words(reader, guides):
    assert "pension-italy" in page_of(reader, "/ro/search/?q=politie")


@pytest.mark.parametrize("asked", ["?large=1", "?easy=1&large=1"])
def test_large_letters_have_an_address_and_lead_back(reader, guides, asked):
    page = page_of(reader, "/ro/services/pension-italy/" + asked)
    assert '<body class="large">' in page
    assert "large=1" not in re.findall(r'class="tools">(.*?)</div>\n', page, re.DOTALL)[0].split("data-keep")[0]
    assert "large" not in page_of(reader, "/ro/services/pension-italy/?large=0").partition("<body")[2][:20]


def test_paper_leads_back_to_the_page(reader, guides):
    page = page_of(reader, "/ro/services/pension-italy/")
    assert '<svg class="code"' in page
    assert "http://127.0.0.1:8000/ro/services/pension-italy/" in page


def test_the_flyer_is_a_pdf_that_everybody_gets_alike(reader, guides):
    first = reader.get("/ro/services/pension-italy/flyer.pdf")
    assert first.status_code == 200
    assert first["Content-Type"] == "application/pdf"
    assert first["Content-Disposition"] == 'inline; filename="pension-italy-ro.pdf"'
    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert first.content.startswith(b"%PDF-")
    assert first.content == Client().get("/ro/services/pension-italy/flyer.pdf").content
    small = reader.get("/ro/services/pension-italy/flyer.pdf?paper=a5")
    assert small.content != first.content
    assert reader.get("/ro/services/pension-italy/flyer.pdf?paper=../../x").content == first.content
    assert reader.get("/ro/services/nothing/flyer.pdf").status_code == 404


def test_the_flyer_speaks_the_language_of_its_text(reader, guides):
    assert "pension-italy-ar.pdf" in reader.get("/ar/services/pension-italy/flyer.pdf")["Content-Disposition"]
    fallback = reader.get("/fr/services/pension-italy/flyer.pdf")
    assert "pension-italy-ro.pdf" in fallback["Content-Disposition"]
    assert fallback.content == reader.get("/ro/services/pension-italy/flyer.pdf").content


def test_an_edit_changes_the_flyer(reader, guides, cast):
    before = reader.get("/ro/services/pension-italy/flyer.pdf").content
    guides["ro"].title = "Alt titlu"
    guides["ro"].save_revision(user=cast.esi).publish(user=cast.esi)
    assert reader.get("/ro/services/pension-italy/flyer.pdf").content != before


def test_who_asks_for_too_many_flyers_waits(reader, guides, monkeypatch):
    monkeypatch.setattr(flyers, "RATES", {"flyer": "1/1h/key"})
    assert reader.get("/ro/services/pension-italy/flyer.pdf").status_code == 200
    assert reader.get("/ro/services/pension-italy/flyer.pdf?paper=a5").status_code == 429
    assert reader.get("/ro/services/pension-italy/flyer.pdf").status_code == 200, "it lies in the drawer"


def test_a_draft_has_no_flyer(reader, guides):
    for guide in guides.values():
        guide.unpublish()
    assert reader.get("/ro/services/pension-italy/flyer.pdf").status_code == 404


def test_it_can_be_installed(reader, guides):
    page = page_of(reader, "/ar/services/reading/")
    address = re.search(r'rel="manifest" href="([^"]+)"', page)[1]
    answer = reader.get(address)
    told = json.loads(answer.content)
    assert answer["Content-Type"] == "application/manifest+json"
    assert (told["lang"], told["dir"], told["start_url"]) == ("ar", "rtl", "/ar/services/reading/")
    assert {icon["sizes"] for icon in told["icons"]} == {"192x192", "512x512"}
    assert all(size_of(icon["src"]) < 10_000 for icon in told["icons"])


def test_the_worker_keeps_to_guides(reader, db):
    answer = reader.get("/sw.js")
    assert answer["Content-Type"] == "text/javascript"
    assert "no-cache" in answer["Cache-Control"]
    assert "Service-Worker-Allowed" not in answer
    assert "worker-src 'self'" in page_headers(reader)


def page_headers(reader) -> str:
    return reader.get("/en/services/reading/")["Content-Security-Policy"]


@pytest.mark.parametrize("language", ["ro", "ru", "en", "ar"])
def test_a_guide_is_light(acasa, language):  # noqa: F811
    for slug in ("apostille", "lost-passport-abroad", "pension-italy-moldova"):
        page = Client().get(f"/{language}/services/{slug}/", SERVER_NAME="127.0.0.1").content
        files = linked(page.decode())
        assert len(brotli.compress(page, quality=5)) + sum(files.values()) <= GOAL_BYTES, slug
        assert 1 + len(files) <= GOAL_REQUESTS, files
