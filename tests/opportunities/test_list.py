"""The list of needs: what it shows, what it leaves out, what it costs at thirty needs and at ten thousand."""

import uuid
from datetime import timedelta

import html5lib
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rootbridge.base.core import parts, versions
from rootbridge.base.core.models import Switch
from rootbridge.subjects.opportunities.models import Need, Proposal, Publication
from tests.opportunities.factories import make_need, move, send

pytestmark = pytest.mark.django_db
LIST = "/en/opportunities/"


def page(cast, query="", who=None):
    answer = cast.enter(who or cast.nobody).get(LIST + query)
    assert answer.status_code == 200
    return answer.text


def test_a_card_says_what_is_asked_by_whom_how_long_and_how_many_answered(cast):
    need = make_need(cast)
    shown = page(cast)
    for words in (
        need.title,
        "Orhei district hospital",
        "12 hours · From anywhere",
        "20 days left",
        "Nobody has answered yet",
    ):
        assert words in shown
    send(need, cast.amina)
    assert "1 person has answered" in page(cast)


def test_only_open_public_needs_stand_in_it(cast):
    today = timezone.localdate()
    make_need(cast, "Draft need", published=False)
    make_need(cast, "Late need", answer_by=today - timedelta(days=1))
    make_need(cast, "Closed need").close(by=cast.dana)
    make_need(cast, "Hidden need").hide(by=cast.esi)
    make_need(cast, "Last day need", answer_by=today)
    shown = page(cast)
    assert "Last day need" in shown and "Last day today" in shown
    assert not any(words in shown for words in ("Draft need", "Late need", "Closed need", "Hidden need"))
    past = page(cast, "?show=past")
    assert "Late need" in past and "Closed need" in past and "Hidden need" not in past


@pytest.mark.parametrize(("query", "found"), [
    ("?kind=mentoring", "B"), ("?mode=there", "BC"), ("?mode=remote", "AC"), ("?region=MD-SO", "B"),
    ("?region=MD-OR", "AC"), ("?language=it", "C"), ("?language=ro", "AB"), ("?kind=mentoring&region=MD-OR", ""),
    ("?q=beekeep", "B"), ("?q=hospital+orhei+district", "ABC"),
    ("?kind=nothing&mode=x&region=%27&language=%00x", "ABC"),
])  # fmt: skip
def test_filters(cast, query, found):
    make_need(cast, "AAA nurse")
    make_need(cast, "BBB beekeeper", kind="mentoring", mode="there", place=cast.places["MD-SO"])
    make_need(cast, "CCC cook", mode="either", languages=["it"])
    if "%00" in query:
        assert cast.enter(cast.nobody).get(LIST + query).status_code == 400
        return
    shown = page(cast, query)
    assert "".join(letter for letter in "ABC" if letter * 3 in shown) == found


def test_each_choice_says_how_many_needs_it_leaves(cast):
    make_need(cast, "One")
    make_need(cast, "Two", mode="either", languages=["ro", "it"])
    make_need(cast, "Three", kind="mentoring", place=cast.places["MD-SO"], mode="there")
    shown = page(cast, "?kind=expertise_request")
    for words in ("Expertise request (2)", "Mentoring (1)", "From anywhere (2)", "On the spot (1)", "Orhei (2)",
                  "Romanian (2)", "Italian (1)"):  # fmt: skip
        assert words in shown
    assert "Soroca" not in shown


def test_an_empty_list_says_what_to_do(cast):
    assert "No need is open today" in page(cast)
    make_need(cast)
    shown = page(cast, "?kind=job")
    assert "No need fits all of this" in shown and "1 need is open in all" in shown


@pytest.mark.parametrize("number", ["0", "-1", "2", "99999999999999999999", "²", "x", ""])
def test_any_number_of_a_page_gives_a_page(cast, number):
    make_need(cast)
    assert "home dialysis" in page(cast, f"?page={number}")


def test_a_foreign_title_says_its_language(cast):
    make_need(cast, original="ro", titles={"ro": "O asistentă medicală"})
    assert '<h2 lang="ro" dir="auto">' in page(cast) and "Română" in page(cast)


def test_what_people_write_stays_words(cast):
    make_need(cast, "<script>alert(1)</script> \u202eevil", contact_name="<b>x</b>")
    shown = page(cast)
    assert "&lt;script&gt;alert(1)" in shown and "<script>alert" not in shown


def test_it_is_valid_html(cast):
    make_need(cast)
    send(make_need(cast, original="ro", titles={"ro": "Încă una"}), cast.amina)
    for query in ("", "?q=x", "?show=past", "?kind=mentoring"):
        html5lib.HTMLParser(strict=True).parse(page(cast, query))


def many(cast, count):
    """Needs in bulk, as a large platform has them."""
    first = make_need(cast)
    fields = {field.attname: getattr(first, field.attname) for field in Need._meta.concrete_fields
              if field.name not in ("id", "slug", "ticket", "words")}  # fmt: skip
    needs = Need.objects.bulk_create(Need(**fields, slug=f"need-{uuid.uuid4()}") for _number in range(count - 1))
    checker = first.publication.by_id
    Proposal.objects.bulk_create(Proposal(need=need, by=cast.dana) for need in needs)
    Publication.objects.bulk_create(Publication(need=need, by_id=checker, proposed_by=cast.dana) for need in needs)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE opportunities_need, opportunities_publication")


def questions(client, address) -> int:
    """How often a page asks, the second time; switches and the mark of sample data are remembered for a second only."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len([one for one in asked if "core_switch" not in one["sql"] and "packs_sample" not in one["sql"]])


def test_it_asks_the_database_as_often_for_ten_thousand_as_for_thirty(cast):
    """Rows, counts, names of districts: inside a transaction, as here, nothing is remembered."""
    many(cast, 30)
    client = cast.enter(cast.nobody)
    assert questions(client, LIST) == 3
    many(cast, 9_970)
    assert [questions(client, LIST + query) for query in ("", "?page=417", "?q=nurse&kind=expertise_request")] == [
        3
    ] * 3
    shown = client.get(LIST).text
    assert "Open 10,000" in shown and shown.count("<article") == 24
    assert client.get(LIST + "?page=417").text.count("<article") == 16


@pytest.mark.django_db(transaction=True)
def test_while_nothing_changed_it_asks_once(cast, django_assert_num_queries):
    need, client = make_need(cast), cast.enter(cast.nobody)
    client.get(LIST)
    parts.is_on("opportunities")
    with django_assert_num_queries(1):
        assert "Nobody has answered yet" in client.get(LIST).text
    send(need, cast.amina)
    assert "1 person has answered" in client.get(LIST).text
    need.close(by=cast.dana)
    assert "No need is open today" in client.get(LIST).text


@pytest.mark.django_db(transaction=True)
def test_visitors_all_get_the_same_bytes_and_no_cookie(cast):
    make_need(cast)
    versions.changed()
    answers = [cast.enter(cast.nobody).get(LIST) for _visitor in range(2)]
    assert answers[0].content == answers[1].content and not answers[0].cookies
    assert "Amina" in cast.enter(cast.amina).get(LIST).text and "Amina" not in cast.enter(cast.nobody).get(LIST).text


def test_a_part_that_sleeps_takes_its_pages_along(cast):
    need = make_need(cast)
    Switch.turn("opportunities", is_on=False)
    try:
        for address in (LIST, need.get_absolute_url(), "/manage/needs/"):
            assert cast.enter(cast.dana).get(address).status_code == 404
    finally:
        Switch.turn("opportunities", is_on=True)
        parts.forget()


def test_declined_and_taken_back(cast):
    need = make_need(cast)
    move(send(need, cast.amina), "declined", by=cast.dana)
    move(send(need, cast.chidi), "withdrawn", by=cast.dana)
    assert "1 person has answered" in page(cast)


def test_a_text_without_ones_own_language_comes_in_one_that_most_can_read(cast):
    both = {"ro": "O asistentă medicală", "en": "A nurse"}
    need = make_need(cast, original="ro", titles=both, leads={"ro": "Învățați-ne.", "en": "Teach us."})
    shown = cast.enter(cast.nobody).get(f"/ar/opportunities/{need.slug}/").text
    assert '<h1 lang="en" dir="auto">A nurse</h1>' in shown and f'href="/ro/opportunities/{need.slug}/"' in shown
