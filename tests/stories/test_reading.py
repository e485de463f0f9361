"""Stories as readers and other machines find them."""

import json
import re

import pytest
from django.urls import reverse
from lxml import etree

from rootbridge.base.core.findable import search_sources
from rootbridge.base.files.contents import PICTURES, examine
from rootbridge.base.files.models import PublicFile
from rootbridge.shared.moderation.models import Report
from rootbridge.shared.moderation.registry import reportables
from rootbridge.subjects.stories.models import Story
from tests.stories.factories import BODY, accept, days, make_story, photo

ATOM = "{http://www.w3.org/2005/Atom}"


def entries(client, language="en"):
    answer = client.get(f"/{language}/stories.atom")
    assert answer["Content-Type"].startswith("application/atom+xml")
    return etree.fromstring(answer.content)


def test_the_feed_holds_what_is_public_newest_first_with_its_language(cast):
    make_story(cast, "A draft")
    make_story(cast, "First", published=True)
    story = make_story(cast, "Second", original="ro", telling={"language": "ro", "body": f"{BODY}<script>x</script>"})
    story.latest.send(by=cast.amina)
    accept(cast, story)
    feed = entries(cast.enter(cast.nobody))
    found = feed.findall(f"{ATOM}entry")
    assert [one.findtext(f"{ATOM}title") for one in found] == ["Second", "First"]
    assert found[0].get("{http://www.w3.org/XML/1998/namespace}lang") == "ro"
    assert found[0].find(f"{ATOM}author").findtext(f"{ATOM}name") == "Amina of Orhei"
    assert "forty walnut trees" in found[0].findtext(f"{ATOM}content")
    assert "script" not in found[0].findtext(f"{ATOM}content")
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"


def test_the_feed_leaves_out_what_is_over(cast):
    make_story(cast, "Still on", published=True, ends_on=days(0))
    make_story(cast, "Over", published=True, ends_on=days(-1))
    found = entries(cast.enter(cast.nobody)).findall(f"{ATOM}entry")
    assert [one.findtext(f"{ATOM}title") for one in found] == ["Still on"]


def test_the_feed_is_the_same_bytes_for_everybody_and_sets_no_cookie(cast):
    make_story(cast, published=True)
    nobody, amina = cast.enter(cast.nobody).get("/ro/stories.atom"), cast.enter(cast.amina).get("/ro/stories.atom")
    assert nobody.content == amina.content and not nobody.cookies


def test_pages_lead_to_the_feed(cast):
    story = make_story(cast, published=True)
    for address in ("/en/stories/", story.get_absolute_url()):
        link = re.search(
            r'<link rel="alternate" type="application/atom\+xml"[^>]*>', cast.enter(cast.nobody).get(address).text
        )
        assert "/en/stories.atom" in link[0]


def test_a_story_tells_machines_what_it_is(cast):
    story = make_story(cast)
    file = PublicFile.keep(examine("a.jpg", photo().read(), kinds=PICTURES))
    story.latest.add_picture(file, by=cast.amina, alt="Trees")
    story.latest.send(by=cast.amina)
    accept(cast, story)
    page = cast.enter(cast.nobody).get(story.get_absolute_url()).text
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1])
    assert data["@type"] == "Article" and data["author"]["name"] == "Amina of Orhei" and data["inLanguage"] == "en"
    assert file.url in data["image"] and 'property="og:image"' in page and 'alt="Trees"' in page
    assert "wa.me" in page and "onclick" not in page


def test_who_writes_cannot_break_out_of_the_data_for_machines(cast):
    story = make_story(cast, '</script><script>alert("x")</script>', published=True)
    assert '<script>alert("x")' not in cast.enter(cast.nobody).get(story.get_absolute_url()).text


def test_a_story_in_another_language_says_so_and_is_marked(cast):
    telling = {"language": "ro", "title": "Patruzeci de nuci"}
    story = make_story(cast, original="ro", telling=telling, published=True)
    page = cast.enter(cast.nobody).get(f"/ar/stories/{story.slug}/").text
    assert 'lang="ro" dir="ltr"' in page
    assert "Patruzeci de nuci" in cast.enter(cast.nobody).get("/en/stories/").text


def test_what_is_past_never_stands_as_current(cast):
    story = make_story(cast, "Feast", published=True, ends_on=days(-2))
    nobody = cast.enter(cast.nobody)
    assert "Feast" not in nobody.get("/en/stories/").text
    assert "Feast" in nobody.get("/en/stories/?show=past").text
    assert "This is past" in nobody.get(story.get_absolute_url()).text


def test_the_list_is_narrowed_and_says_how_many(cast):
    make_story(cast, "Of Orhei", topic="work", published=True)
    make_story(cast, "From Peresecina", kind="success", place=cast.places["MD-OR-peresecina"], published=True)
    soroca = make_story(cast, "Of Soroca", place=cast.places["MD-SO"], sent=True)
    accept(cast, soroca, by=cast.esi)
    nobody = cast.enter(cast.nobody)

    def titles(query):
        page = nobody.get(f"/en/stories/{query}").text
        return set(re.findall(r'<h2 class="smaller"><a[^>]*><span[^>]*>([^<]+)', page))

    assert titles("") == {"Of Orhei", "From Peresecina", "Of Soroca"}
    assert titles("?kind=success") == {"From Peresecina"}
    assert titles("?topic=work") == {"Of Orhei"}
    assert titles("?place=MD-OR") == {"Of Orhei", "From Peresecina"}
    assert "Orhei (2)" in nobody.get("/en/stories/").text
    for nonsense in ("?kind=%01&topic=x&place='--", "?page=999", "?page=x", "?place=" + "x" * 500):
        assert nobody.get(f"/en/stories/{nonsense}").status_code == 200
    assert "No story fits this yet" in nobody.get("/en/stories/?kind=leaflet").text


def test_the_list_asks_no_more_for_many_than_for_few(cast, django_assert_max_num_queries):
    for number in range(6):
        make_story(cast, f"Story {number}", published=True)
    with django_assert_max_num_queries(14):
        cast.enter(cast.nobody).get("/en/stories/")


def test_the_search_box_hears_of_it_and_of_its_end(cast):
    story = make_story(cast, published=True)
    source = search_sources.get("stories.story")
    assert [(one.title, one.live) for one in source.documents([story.pk])] == [("Forty walnut trees", True)]
    story.withdraw(by=cast.amina)
    assert [one.live for one in source.documents([story.pk])] == [False]


@pytest.mark.parametrize("client_of", ["nobody", "chidi"])
def test_three_reports_take_it_off_and_a_moderator_puts_it_back(cast, client_of):
    story = make_story(cast, published=True)
    known = reportables.get("stories.story")
    for number in range(3):
        Report.send(known, known.find(story.pk, cast.nobody), source=f"network {number}", reason="false", language="en")
    assert cast.enter(getattr(cast, client_of)).get(story.get_absolute_url()).status_code == 404
    Report.objects.first().case.decide(by=cast.esi, outcome="kept", reason="It is true.")
    assert Story.objects.published().filter(pk=story.pk).exists()


def test_its_own_room_lists_it(cast):
    make_story(cast)
    assert "Forty walnut trees" in cast.enter(cast.amina).get(reverse("stories:mine")).text
    assert "You have written nothing yet" in cast.enter(cast.chidi).get(reverse("stories:mine")).text
