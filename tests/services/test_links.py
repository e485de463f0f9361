"""Useful links: shown while they lead somewhere, found, kept by who may, beside guides; what broke waits."""

import pytest
from django.test import Client
from django.utils import timezone

from rootbridge.base.core.bearings import COOKIE
from rootbridge.base.core.queue import queue_sources
from rootbridge.base.fetching.checking import Finding
from rootbridge.base.fetching.models import Address
from rootbridge.base.fetching.rounds import gather
from rootbridge.subjects.services.loading import load_links
from rootbridge.subjects.services.models import Link
from tests.services.factories import break_address, make_link
from tests.translation.factories import make_answer, make_guide

MOVED = Finding("moved", "moved", 301, "https://new.example/")


@pytest.fixture
def links(cast):
    return {
        "asp": make_link(cast),
        "inps": make_link(cast, url="https://inps.example/", topic="pension", country="IT",
                          titles={"en": "INPS, pensions"}),
        "cnas": make_link(cast, url="https://cnas.example/", topic="pension", titles={"en": "Social insurance"}),
        "drv": make_link(cast, url="https://drv.example/", topic="pension", country="DE",
                         titles={"en": "German pensions"}),
    }  # fmt: skip


def read(address="/en/services/links/", living="", **asked):
    client = Client()
    if living:
        client.cookies[COOKIE] = f"{living}.abroad."
    return client.get(address, asked).content.decode()


def test_the_page_tells_what_each_is_for_and_who_runs_it(links, cast):
    Link.objects.filter(pk=links["asp"].pk).update(owners={"en": "The agency"})
    page = read()
    for words in ("https://asp.example/", "Where papers are made.", "The agency", "Romanian", "4 links"):
        assert words in page
    assert page.index("Public services") < page.index("German pensions")


def test_the_readers_own_country_comes_first(links):
    page = read(living="IT")
    assert "For people living in Italy" in page
    assert page.index("INPS") < page.index("Public services")
    only = read(topic="pension", living="DE")
    assert "German pensions" in only
    narrowed = read("/en/services/links/?topic=pension&living=DE")
    assert "German pensions" in narrowed and "INPS" not in narrowed and "Public services" not in narrowed
    assert "No link fits this" in read("/en/services/links/?topic=car")


def test_what_is_broken_leaves_the_page_the_guides_and_the_search(links, cast):
    make_guide(cast, "en", slug="papers", topic="papers")
    assert "Public services" in read("/en/services/papers/")
    assert "Public services" in read("/en/search/?q=public+services")
    break_address("https://asp.example/")
    assert "Public services" not in read()
    assert "Public services" not in read("/en/services/papers/")
    assert "https://asp.example/" not in read("/en/search/?q=public+services")
    rows = list(queue_sources.get("services.links").rows(cast.esi))
    assert [row.title for row in rows] == ["Public services"]
    assert "no longer there" in rows[0].detail
    assert not list(queue_sources.get("services.links").rows(cast.dana)), "another place keeps it"
    assert not list(queue_sources.get("services.links").rows(cast.amina))


def test_a_bad_certificate_is_told_beside_the_link(links):
    address = Address.objects.create(url="https://asp.example/")
    for _time in range(2):
        address.note(Finding("certificate", "expired"), now=timezone.now())
    page = read()
    assert "Public services" in page and "Its certificate has expired." in page


def test_one_press_takes_a_new_address(links, cast):
    link, editor = links["asp"], cast.enter(cast.esi)
    assert editor.post(f"/manage/links/{link.pk}/new-address/").status_code == 302
    link.refresh_from_db()
    assert link.url == "https://asp.example/", "it has not moved"
    Address.objects.create(url=link.url).note(MOVED, now=timezone.now())
    assert "Take the new address" in editor.get("/manage/links/").content.decode()
    editor.post(f"/manage/links/{link.pk}/new-address/")
    link.refresh_from_db()
    assert link.url == "https://new.example/"


def test_a_new_address_that_another_link_has_is_not_taken(links, cast):
    make_link(cast, url="https://new.example/")
    Address.objects.create(url=links["asp"].url).note(MOVED, now=timezone.now())
    assert links["asp"].follow_move(by=cast.esi).url == "https://asp.example/"


SAID = {"url": "https://new.example/page", "owner": "An office", "topic": "papers", "country": "IT",
        "languages": "ro, it", "titles_en": "A page", "purposes_en": "For papers."}  # fmt: skip


def test_who_keeps_links_writes_changes_and_removes_them(links, cast):
    orhei = cast.places["MD-OR"].pk
    client = cast.enter(cast.dana)
    assert client.post("/manage/links/new/", SAID | {"place": orhei}).status_code == 302
    link = Link.objects.get(url="https://new.example/page")
    assert (link.owner, link.languages, link.country) == ("An office", ["ro", "it"], "IT")
    page = f"/manage/links/{link.pk}/"
    assert client.post(page, SAID | {"place": orhei, "titles_ro": "O pagină"}).status_code == 302
    link.refresh_from_db()
    assert link.titles == {"en": "A page", "ro": "O pagină"}
    assert client.get(f"/manage/links/{links['asp'].pk}/").status_code == 404
    assert client.post("/manage/links/new/", SAID | {"url": "https://x.example/", "place": cast.places["MD"].pk}
                       ).status_code == 422  # fmt: skip
    client.post(page, {"do": "remove"})
    assert not Link.objects.filter(pk=link.pk).exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"url": "ftp://x.example/"}, "begins with https://"), ({"url": "javascript:alert(1)"}, "begins with https://"),
     ({"url": "https://asp.example/"}, "on the list already"), ({"url": "https://u:p@x.example/"}, "begins with"),
     ({"languages": "xx1"}, "no code of a language"), ({"topic": "castles"}, "Choose one"),
     ({"titles_en": ""}, "one language at least"), ({"country": "XX"}, "Choose one")],
)  # fmt: skip
def test_what_cannot_be_a_link_is_said(links, cast, wrong, said):
    answer = cast.enter(cast.esi).post("/manage/links/new/", SAID | {"place": cast.places["MD"].pk} | wrong)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_links_of_a_pack_are_loaded_once(cast):
    rows = [{"url": "https://a.example/", "title": {"en": "A"}, "for": {"en": "x"}, "topic": "papers"}]
    assert len(load_links(rows, "MD")) == 1
    assert load_links(rows, "MD") == []


SOURCES = [{"title": "The law", "url": "https://law.example/"}, {"title": "Other", "url": "https://fine.example/"}]


def test_sources_of_texts_are_checked_too(links, cast):
    make_guide(cast, "ro", slug="with", sources=SOURCES)
    make_answer(cast, "ro", sources=[{"title": "Answer", "url": "https://answer.example/"}])
    gather(timezone.now())
    known = set(Address.objects.values_list("url", flat=True))
    assert {"https://law.example/", "https://asp.example/", "https://answer.example/"} <= known


def test_a_broken_source_is_named_without_a_link_and_waits_at_the_editor(cast):
    guide = make_guide(cast, "ro", slug="with", sources=SOURCES)
    assert 'href="https://law.example/"' in read("/en/services/with/")
    break_address("https://law.example/")
    page = read("/en/services/with/")
    assert 'href="https://law.example/"' not in page and "The law" in page
    assert 'href="https://fine.example/"' in page
    rows = list(queue_sources.get("services.guide.sources").rows(cast.esi))
    assert [(row.title, "law.example" in row.detail) for row in rows] == [(guide.title, True)]
    assert not list(queue_sources.get("services.guide.sources").rows(cast.dana))
