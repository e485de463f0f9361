"""The directory and the page of an association, as everybody reads them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rootbridge.base.core import versions
from rootbridge.base.core.findable import search_sources
from rootbridge.people.organisations.models import Chapter, Officer, Standing
from rootbridge.subjects.associations.models import News, Project
from tests.associations.factories import make_organisation

LIST = "/en/associations/"


@pytest.fixture
def three(cast):
    """Of Orhei in France, verified; of Soroca in Italy; of Orhei at home."""
    first = make_organisation(cast, works_on=["culture"], languages=["ro", "fr"])
    Standing.take(first, "verified", by=None, recheck_on=timezone.localdate() + timezone.timedelta(days=90))
    second = make_organisation(cast, "soroca-school", kind="school", place=cast.places["MD-SO"],
                               residence=cast.places["IT"])  # fmt: skip
    return first, second


@pytest.mark.parametrize(
    ("asked", "shown", "not_shown"),
    [
        ("", {"Cahul In Paris", "Soroca School", "Orhei in Turin"}, set()),
        ("kind=school", {"Soroca School"}, {"Cahul In Paris"}),
        ("home=MD-OR", {"Cahul In Paris", "Orhei in Turin"}, {"Soroca School"}),
        ("country=IT", {"Soroca School", "Orhei in Turin"}, {"Cahul In Paris"}),
        ("work=culture", {"Cahul In Paris"}, {"Soroca School"}),
        ("language=fr", {"Cahul In Paris"}, {"Soroca School"}),
        ("state=verified", {"Cahul In Paris"}, {"Soroca School", "Orhei in Turin"}),
        ("q=SÓROCA+sch", {"Soroca School"}, {"Cahul In Paris"}),
        ("kind=nonsense&home=XX&page=-3", {"Soroca School"}, set()),
    ],
)
def test_it_is_narrowed_as_asked(client, three, asked, shown, not_shown):
    page = client.get(f"{LIST}?{asked}").content.decode()
    assert all(name in page for name in shown) and not any(name in page for name in not_shown)


def test_nothing_found_says_what_to_do(client, three):
    page = client.get(f"{LIST}?q=zzz").content.decode()
    assert "None fits" in page and "Show all" in page


def test_the_number_of_queries_does_not_grow(cast, client, three, django_assert_num_queries):
    client.get(LIST)
    with django_assert_num_queries(2):
        client.get(LIST)
    for number in range(30):
        make_organisation(cast, f"number-{number}")
    versions.grow()
    with CaptureQueriesContext(connection) as anew:
        assert "?page=2" in client.get(LIST).content.decode()
    assert len(anew) <= 8
    with django_assert_num_queries(2):
        client.get(LIST)


def test_a_page_says_what_is_verified_and_what_is_not(cast, client, three):
    verified, listed = three
    page = client.get(verified.get_absolute_url()).content.decode()
    assert "application/ld+json" in page and "noindex" not in page and "Two people on duty" in page
    page = client.get(listed.get_absolute_url()).content.decode()
    assert "noindex" in page and "ld+json" not in page and "It is ours" in page and "Write to them" not in page


def test_a_page_is_a_small_site(cast, client):
    one = cast.association
    today = timezone.localdate()
    News.tell(one, by=cast.bilal, title="Roof is done", text="At last.", language="en", day=today)
    News.tell(one, by=cast.bilal, title="Not yet", text="Soon", language="en", day=today + timezone.timedelta(days=3))
    Project.tell(one, by=cast.bilal, title="A well", place="Peresecina", state="done", amount=4000, currency="EUR",
                 year=2024, language="en")  # fmt: skip
    Officer.add(one, by=cast.bilal, name="Ana Public", function="president", agreed_at=timezone.now(), is_public=True)
    Officer.add(one, by=cast.bilal, name="Ion Quiet", function="treasurer")
    chapter = make_organisation(cast, "our-chapter")
    link, _made = Chapter.ask(chapter, one, by=cast.bilal)
    assert "Our Chapter" not in client.get(one.get_absolute_url()).content.decode()
    link.accept(by=cast.bilal)
    page = client.get(one.get_absolute_url()).content.decode()
    assert all(words in page for words in ("Roof is done", "A well", "4,000", "Ana Public", "Our Chapter", "Write to"))
    assert "Not yet" not in page and "Ion Quiet" not in page
    News.objects.get(title="Roof is done").cover(timezone.now(), by=cast.esi)
    assert "Roof is done" not in client.get(one.get_absolute_url()).content.decode()


def test_what_is_not_listed_looks_like_what_is_missing(cast, client):
    hidden = make_organisation(cast, "hidden", state="unseen")
    answers = [client.get(f"{LIST}{slug}/") for slug in (hidden.slug, "qqqqqq")]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content.replace(b"qqqqqq", b"hidden")


def test_search_finds_it_in_each_language_of_its_name(three):
    source = search_sources.all()["organisations.organisation"]
    found = list(source.documents([three[1].pk]))
    assert [(one.language, one.title, one.live) for one in found] == [("ro", "Soroca School", True)]
