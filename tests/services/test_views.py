"""The list of guides and one guide, as readers without an account meet them."""

import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from rootbridge.base.core.models import Switch
from rootbridge.people.offices.models import FocalPoint
from tests.translation.factories import make_guide

HOURS = {day: [["09:00", "13:00"], ["14:00", "17:30"]] for day in ("mon", "tue", "wed", "thu")} | {
    "fri": [["09:00", "13:00"]]
}


@pytest.fixture
def reader():
    return Client(headers={"Sec-Fetch-Site": "same-origin"})


@pytest.fixture
def guides(cast):
    """A guide in two languages, one for Germany, one whose check is overdue."""
    FocalPoint.objects.create(
        office=cast.bureau, name="Dr Valentina Munteanu", functions={"en": "Adviser"}, is_first=True,
        confirmed_at=timezone.now(), is_public=True,
    )  # fmt: skip
    cast.bureau.hours = HOURS
    cast.bureau.save()
    key, today = uuid4(), timezone.localdate()
    return {
        "ro": make_guide(cast, "ro", key=key, residence=["IT"], related=["germany", "stale"]),
        "ru": make_guide(cast, "ru", key=key, residence=["IT"], title="Пенсия из Италии"),
        "germany": make_guide(cast, "ro", slug="germany", title="Pensia din Germania", residence=["DE"]),
        "papers": make_guide(cast, "en", slug="papers", title="Papers", topic="papers", stages=["returning"]),
        "stale": make_guide(cast, "ro", slug="stale", title="Veche", checked_on=today - timedelta(days=200)),
    }  # fmt: skip


def text_of(answer) -> str:
    """The words of a page, without its markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_the_list_stands_in_topics_with_ones_own_country_first(reader, guides):
    reader.cookies["rb_here"] = "IT.abroad."
    page = reader.get("/en/services/").content.decode()
    shelves = re.findall(r'<h2 id="(\w+)"', page)
    assert shelves == ["own", "papers", "pension"]
    assert "For people living in Italy" in page
    assert page.index("Pensia din Germania") < page.index("Veche"), "what is past its check stands last"
    assert "Being checked again" in page


@pytest.mark.parametrize(
    ("asked", "there", "absent"),
    [
        ("?topic=papers", "Papers", "Germania"),
        ("?stage=returning", "Papers", "Germania"),
        ("?topic=nonsense&stage=%27%22", "Germania", "nonsense"),
        ("?topic=voting", "No guide fits this yet", "Germania"),
    ],
)
def test_the_list_can_be_narrowed(reader, guides, asked, there, absent):
    answer = reader.get("/en/services/" + asked)
    assert answer.status_code == 200
    words = text_of(answer)
    assert there in words
    assert absent not in words


def test_a_row_says_in_which_language_the_text_is(reader, guides):
    page = reader.get("/en/services/").content.decode()
    assert re.search(r'hreflang="ro"><span lang="ro" dir="ltr">Pensia din Italia', page)
    assert 'In <bdi lang="ro">Română</bdi>' in page, "it is there in Russian too"
    assert 'Only in <bdi lang="ro">Română</bdi>' in page, "the German one is not"
    assert "Only in" not in reader.get("/ro/services/?topic=pension").content.decode()


def test_a_guide_is_read_in_the_readers_language(reader, guides):
    assert "Пенсия из Италии" in reader.get("/ru/services/pension-italy/").content.decode()
    page = reader.get("/ar/services/pension-italy/").content.decode()
    assert '<h1 class="text-title" lang="ro" dir="ltr">' in page
    assert "You read this text in" in text_of(reader.get("/en/services/pension-italy/"))
    assert "This text exists only in Română" in text_of(reader.get("/en/services/germany/"))


def test_the_notice_of_language_leads_to_the_other_languages(reader, guides):
    page = reader.get("/ar/services/pension-italy/").content.decode()
    assert '<a href="/ru/services/pension-italy/" hreflang="ru" lang="ru"><bdi>Русский</bdi></a>' in page
    assert 'hreflang="ro" lang="ro"><bdi>' not in page, "it is read in Romanian already"
    assert "Read it in" not in text_of(reader.get("/en/services/germany/"))


def test_a_guide_tells_who_answers_and_when_it_was_checked(reader, guides):
    reader.cookies["rb_here"] = "IT.abroad.MD-OR"
    words = text_of(reader.get("/en/services/pension-italy/"))
    for said in ("Dr Valentina Munteanu", "Ask Valentina", "Last checked", "Next check", "08:00–12:00 , 13:00–16:30"):
        assert said in words, said
    assert "09:00–13:00 , 14:00–17:30" in words, "in the clock of the office too"
    assert "/en/help/ask/?office=bureau&amp;topic=pension" in reader.get("/en/services/pension-italy/").content.decode()


def test_a_guide_names_related_ones_that_are_fresh(reader, guides):
    words = text_of(reader.get("/ro/services/pension-italy/"))
    assert "Pensia din Germania" in words
    assert "Veche" not in words


def test_a_guide_past_its_check_says_so(reader, guides):
    assert "This page is being checked again" in text_of(reader.get("/en/services/stale/"))
    assert "This page is being checked again" not in text_of(reader.get("/en/services/germany/"))


def test_machines_read_the_steps(reader, guides):
    page = reader.get("/ro/services/pension-italy/").content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])
    assert data["@type"] == "HowTo"
    assert data["inLanguage"] == "ro"
    assert len(data["step"]) == 2


def test_hostile_words_stay_words(reader, cast):
    evil = '</script><script>alert("1")</script><b onmouseover=x>'
    make_guide(cast, "en", slug="evil", title=evil, lead=evil, papers=[evil], cost=evil, notice=evil, who=evil,
               sources=[{"title": evil, "url": "https://example.org/"}],
               steps=[("step", {"title": evil, "body": evil, "is_home": False})])  # fmt: skip
    for address in ("/en/services/evil/", "/en/services/"):
        page = reader.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<b onmouseover" not in page


@pytest.mark.parametrize("address", ["nothing-here", "%D0%BF", "a" * 300])
def test_an_address_that_is_not_there(reader, guides, address):
    assert reader.get(f"/en/services/{address}/").status_code == 404


def test_a_draft_is_not_there(reader, guides):
    guides["germany"].unpublish()
    assert reader.get("/ro/services/germany/").status_code == 404
    assert "Germania" not in text_of(reader.get("/ro/services/"))


@pytest.mark.parametrize("address", ["/en/services/", "/en/services/pension-italy/"])
def test_an_anonymous_page_is_the_same_for_everybody(reader, guides, address):
    answer = reader.get(address)
    assert answer.status_code == 200
    assert not answer.cookies
    assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert answer.content == Client().get(address).content


def test_few_queries_however_many_guides(reader, guides, cast, django_assert_num_queries):
    for number in range(30):
        make_guide(cast, "ro", slug=f"more-{number}", title=f"Ghid {number}")
    reader.get("/ro/services/")
    with django_assert_num_queries(1):
        reader.get("/ro/services/")
    with django_assert_num_queries(8):
        reader.get("/ro/services/pension-italy/")


def test_a_part_that_sleeps_is_not_there(reader, guides):
    Switch.turn("services", is_on=False)
    assert reader.get("/en/services/").status_code == 404
    assert reader.get("/en/services/pension-italy/").status_code == 404
    assert "Пенсия" not in text_of(reader.get("/ru/search/?q=пенсия"))
    Switch.turn("services", is_on=True)
    assert reader.get("/en/services/").status_code == 200


def test_an_edit_is_seen_at_once(reader, guides, cast):
    reader.get("/ro/services/germany/")
    guide = guides["germany"]
    guide.title = "Titlu nou"
    guide.save_revision(user=cast.esi).publish(user=cast.esi)
    assert "Titlu nou" in text_of(reader.get("/ro/services/germany/"))
    assert "Titlu nou" in text_of(reader.get("/ro/services/"))
    assert "Titlu nou" in text_of(reader.get("/ro/search/?q=titlu"))
