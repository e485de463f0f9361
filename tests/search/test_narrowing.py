"""What the results can be narrowed to, who may find what, and the titles while somebody types."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from rootbridge.base.core.findable import Document
from rootbridge.base.reference.models import Place
from rootbridge.bridges.search import chores
from rootbridge.bridges.search.engine import Asked, Choice, engine
from rootbridge.bridges.search.finding import find
from rootbridge.bridges.search.models import Entry, Item, Word
from rootbridge.bridges.search.query import Query
from rootbridge.people.offices.exporters import erase_focal_points
from rootbridge.people.offices.models import FocalPoint, Office
from tests.translation.factories import make_answer, make_guide

HOSTILE = [
    "' & | ! <-> :* \\", "\x00", "a\x00b", "%_%", "x" * 10_000, "ș" * 10_000, "(((", "'; DROP TABLE search_item; --",
    "<script>", "\ud800", "😀" * 50, "a:*&!b", "' '", "ا" * 400,
]  # fmt: skip


@pytest.fixture
def reader():
    return Client(headers={"Sec-Fetch-Site": "same-origin"})


@pytest.fixture
def texts(cast):
    make_guide(cast, "ro", slug="one", title="Pensia în Italia", topic="pension", residence=["IT"])
    make_guide(cast, "ro", slug="two", title="Pensia în Germania", topic="pension", residence=["DE"])
    key = make_guide(cast, "ro", slug="three", title="Pensia și casa", topic="property").translation_key
    make_guide(cast, "ru", key=key, slug="three", title="Пенсия и дом", topic="property")
    make_answer(cast, "en", slug="four", question="Is a pension taxed?", topic="money")


def asked(typed="pensi", **choice):
    return find(Query.read(typed), language="ro", choice=Choice(**choice))


def test_every_count_is_what_choosing_it_leaves(texts):
    for before in ({}, {"topic": "pension"}, {"residence": "IT"}, {"language": "ru"}, {"kind": "services.guide"}):
        for name, counts in asked(**before).facets.items():
            for one in counts:
                found = asked(**{**before, name: one.value})
                assert (found.total, len(found.hits)) == (one.count, one.count), (before, name, one)


def test_what_holds_everywhere_holds_in_ones_country(texts):
    assert {hit.title for hit in asked(residence="IT").hits} >= {"Pensia în Italia", "Pensia și casa"}
    assert "Pensia în Germania" not in {hit.title for hit in asked(residence="IT").hits}


def test_facets_alone_are_those_of_the_results(texts):
    question = Asked(Query.read("pensi"), ("services.guide", "help.publishedanswer"), "ro")
    assert engine().facets(question) == engine().find(question).facets


def test_the_page_offers_them_and_keeps_them(reader, texts):
    page = reader.get("/en/search/?q=pensi").content.decode()
    assert 'value="IT">Italy (3)</option>' in page
    page = reader.get("/en/search/?q=pensi&residence=IT").content.decode()
    assert 'value="IT" selected' in page
    assert "Pensia în Germania" not in page
    assert "residence=IT&amp;kind=services.guide" in page or "kind=services.guide&amp;residence=IT" in page


def test_what_nothing_fits_is_said_and_leads_back(reader, texts):
    page = reader.get("/en/search/?q=pensi&topic=money&residence=DE&language=ru").content.decode()
    assert "Nothing is left of what was found" in page
    assert 'href="?q=pensi"' in page
    assert "Nothing found for" not in page


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_words_and_choices_are_answered(reader, texts, typed):
    for address in ("/en/search/", "/en/search/suggestions/"):
        for name in ("q", "kind", "topic", "residence", "place", "language", "page"):
            said = {"q": "pensia", name: typed.encode("utf-8", "replace")}
            answer = reader.get(address, said)
            assert answer.status_code == (400 if "\x00" in typed else 200), (address, name)
            assert "<script>" not in answer.content.decode().replace("<script src", "")
    assert Item.objects.exists()


def write(number, **more):
    text = Document(
        key="services.guide", object_id=number, language="ro", title="Întâlnirea zebrelor", summary="", words="",
        url=f"/ro/services/zebra-{number}/", **more,
    )  # fmt: skip
    engine().write("services.guide", number, [text])


def test_what_is_for_members_is_found_by_members_only(cast, reader):
    write(91, for_members=True)
    assert find(Query.read("zebrelor"), language="ro").total == 0
    assert find(Query.read("zebrelor"), language="ro", is_member=True).total == 1
    assert "zebrelor" not in reader.get("/ro/search/suggestions/?q=zebre").content.decode()
    assert "zebra-91" not in reader.get("/ro/search/?q=zebrelor").content.decode()
    assert "zebra-91" in cast.enter(cast.amina).get("/ro/search/?q=zebrelor").content.decode()


def test_what_is_over_is_not_found(db):
    write(91, until=timezone.now() + timedelta(minutes=5))
    write(92, until=timezone.now() - timedelta(minutes=5))
    assert [hit.object_id for hit in find(Query.read("zebrelor"), language="ro").hits] == [91]


def test_the_people_of_an_office_are_found_and_forgotten(cast, reader):
    office = Office.objects.first()
    person = FocalPoint.objects.create(
        office=office, name="Zinaida Ceban", functions={"en": "Registrar"}, member=cast.amina,
        confirmed_at=timezone.now(), is_public=True,
    )  # fmt: skip
    call_command("rebuild_search", verbosity=0)
    found = find(Query.read("zinaida chebann"), language="en")
    assert "offices.person" in {hit.kind for hit in found.hits}
    page = reader.get("/en/search/?q=zinaida").content.decode()
    assert f"/en/offices/people/{person.slug}/" in page and f"/en/offices/{office.slug}/" in page
    erase_focal_points(cast.amina)
    assert not FocalPoint.objects.filter(pk=person.pk).exists()
    assert find(Query.read("zinaida"), language="en").total == 0


def test_places_lead_to_what_is_needed_there(cast, reader):
    call_command("rebuild_search", verbosity=0)
    place = Place.objects.exclude(kind=Place.Kind.COUNTRY).first()
    found = find(Query.read(place.name("ro")), language="ro")
    assert "reference.place" in {hit.kind for hit in found.hits}
    assert "opportunities/?region=" in next(hit.path for hit in found.hits if hit.kind == "reference.place")


def test_titles_are_shown_while_somebody_types(reader, texts):
    answer = reader.get("/en/search/suggestions/?q=pens ger")
    page = answer.content.decode()
    assert 'href="/en/services/two/"' in page
    assert page.count("<li") == 1
    assert "<html" not in page
    assert not answer.cookies
    assert "public" in answer["Cache-Control"]
    assert 'href="/en/services/two/"' in reader.get("/en/search/suggestions/?q=pensija germ").content.decode()
    assert reader.get("/en/search/suggestions/?q=").content.decode().strip() == ""
    assert 'data-suggest="/en/search/suggestions/"' in reader.get("/en/search/").content.decode()


def test_one_kind_comes_in_pages(cast, reader):
    for number in range(25):
        make_guide(cast, "ro", slug=f"p{number}", title=f"Pensia {number}", topic="pension")
    first = reader.get("/en/search/?q=pensia&kind=services.guide").content.decode()
    second = reader.get("/en/search/?q=pensia&kind=services.guide&page=2").content.decode()
    assert first.count('href="/en/services/p') == 20
    assert second.count('href="/en/services/p') == 5


def test_an_empty_index_is_filled_by_the_clock(texts, monkeypatch):
    monkeypatch.setattr(chores, "_last", {})
    assert chores.fill(timezone.now()) == 0
    count = Entry.objects.filter(kind="services.guide").count()
    Entry.objects.all().delete()
    Word.objects.all().delete()
    assert chores.fill(timezone.now()) >= count
    assert asked().total == 4
