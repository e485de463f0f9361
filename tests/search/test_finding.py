"""The one search box: what is typed, in any language, spelt anyhow, finds what is there."""

from uuid import uuid4

import pytest
from django.core.management import call_command

from rootbridge.base.core.bearings import Bearings
from rootbridge.bridges.search.finding import find
from rootbridge.bridges.search.index import reindex
from rootbridge.bridges.search.models import Entry
from rootbridge.bridges.search.query import Query
from rootbridge.bridges.search.words import stem
from tests.translation.factories import make_answer, make_guide


@pytest.fixture
def texts(cast):
    """A pension guide in two languages, one for Germany, a passport answer, a text about nothing of this."""
    key = uuid4()
    synonyms = ["pensie Italia", "INPS", "пенсия", "пенсия Италия", "pension", "retirement", "معاش", "jubilación"]
    make_guide(cast, "ro", key=key, title="Cum cereți pensia dacă ați muncit în Italia", residence=["IT"],
               synonyms=synonyms)  # fmt: skip
    make_guide(cast, "ru", key=key, title="Как оформить пенсию, если вы работали в Италии", residence=["IT"],
               synonyms=synonyms)  # fmt: skip
    make_guide(cast, "ro", slug="germany", title="Pensia când ați lucrat în Germania", residence=["DE"])
    make_answer(cast, "ro", question="Am pierdut pașaportul în străinătate", synonyms=["lost passport", "паспорт"])
    make_answer(cast, "en", slug="stefan", question="Is Ștefan's licence valid?", body="École, infirmière, ممرضات.",
                topic="car")  # fmt: skip


def titles(typed, language="ro", **more):
    return [result.title for result in find(Query.read(typed), language=language, **more).hits]


def test_a_text_is_shown_in_a_language_that_most_can_read(cast):
    key = make_guide(cast, "ro", slug="visa", title="Viza").translation_key
    make_guide(cast, "en", key=key, slug="visa", title="The visa")
    for typed in ("viza", "vizza"):
        assert titles(typed, "ar") == ["The visa"]
        assert titles(typed, "ar", read=["ro"]) == ["Viza"]


@pytest.mark.parametrize(
    "typed",
    [
        "pensie Italia", "PENSIE ITALIA", "pensia italia", "pensii din Italia", "italia pensie", "пенсия", "Пенсию",
        "пенсия в Италии", "pension", "pensions", "معاش", "المعاش", "jubilacion", "inps", "pens", "retirement Italy",
        "pensie Itallia", "penise italia", "pensoin italy", "пнсия", "cum cer pensia din italia?",
    ],
)  # fmt: skip
def test_the_pension_guide_is_found(texts, typed):
    assert titles(typed)[0] == "Cum cereți pensia dacă ați muncit în Italia"


@pytest.mark.parametrize(
    ("typed", "there"),
    [
        ("stefan", "Is Ștefan's licence valid?"), ("infirmieres", "Is Ștefan's licence valid?"),
        ("infirmiere", "Is Ștefan's licence valid?"), ("Infirmie", "Is Ștefan's licence valid?"),
        ("ممرضات", "Is Ștefan's licence valid?"), ("pasaport", "Am pierdut pașaportul în străinătate"),
        ("pașaportul pierdut", "Am pierdut pașaportul în străinătate"),
        ("passeport", "Am pierdut pașaportul în străinătate"), ("passprt", "Am pierdut pașaportul în străinătate"),
        ("потерял паспорт", "Am pierdut pașaportul în străinătate"),
    ],
)  # fmt: skip
def test_marks_endings_and_misspellings_are_forgiven(texts, typed, there):
    assert there in titles(typed, "en")


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "' & | ! <-> :* \\", "\x00\u202e", "%_%", "(((", "'; DROP TABLE search_entry; --", "x" * 5000, "a" * 61,
     "ș" * 400, "😀", "1", "\\\\'", "pensie:* & !italia", "<script>"],
)  # fmt: skip
def test_anything_may_be_typed(texts, typed):
    find(Query.read(typed), language="en")
    assert Entry.objects.exists()


def test_what_is_not_there_is_not_made_up(texts):
    for typed in ("xyzzy", "hospital roof", "qwertyuiop asdfgh"):
        assert titles(typed) == [], typed


def test_a_text_is_shown_in_the_language_it_will_be_read_in(texts):
    assert titles("INPS", "ru") == ["Как оформить пенсию, если вы работали в Италии"]
    assert titles("оформить", "ro") == ["Cum cereți pensia dacă ați muncit în Italia"], "found by its Russian words"
    assert titles("INPS", "fr", read=["ru"]) == ["Как оформить пенсию, если вы работали в Италии"]


def test_ones_own_country_comes_first(texts):
    assert titles("pensia", bearings=Bearings("DE"))[0] == "Pensia când ați lucrat în Germania"
    assert titles("pensia", bearings=Bearings("IT"))[0] == "Cum cereți pensia dacă ați muncit în Italia"


def test_the_title_weighs_more_than_the_text(cast):
    make_guide(cast, "en", slug="one", title="Voting abroad", lead="A passport is enough.", topic="voting")
    make_guide(cast, "en", slug="two", title="Your passport", lead="Where to vote.", topic="papers")
    assert titles("passport", "en")[0] == "Your passport"
    assert titles("voting", "en")[0] == "Voting abroad"


def test_at_most_three_queries(texts, django_assert_num_queries):
    titles("warm")
    with django_assert_num_queries(2):
        titles("pensie Italia")
    with django_assert_num_queries(2):
        titles("penise italia")
    with django_assert_num_queries(3):
        titles("pensie passport xyzzy")
    with django_assert_num_queries(0):
        titles("")


def test_the_index_follows_every_change(cast):
    guide = make_guide(cast, "en", title="Apostille")
    assert titles("apostille", "en") == ["Apostille"]
    guide.title = "Power of attorney"
    guide.save()
    assert titles("apostille", "en") == []
    assert titles("attorney", "en") == ["Power of attorney"]
    guide.unpublish()
    assert titles("attorney", "en") == []
    guide.put_back(by=cast.esi)
    assert titles("attorney", "en") == ["Power of attorney"]
    guide.delete()
    assert titles("attorney", "en") == []


def test_a_draft_is_not_found(cast):
    guide = make_guide(cast, "en", title="Apostille")
    guide.title = "Secret plan"
    guide.save_revision(user=cast.esi)
    assert titles("secret", "en") == []
    assert titles("apostille", "en") == ["Apostille"]


def test_the_whole_index_can_be_written_anew(texts, capsys):
    before = set(Entry.objects.values_list("kind", "object_id", "language", "title"))
    Entry.objects.all().delete()
    call_command("rebuild_search", verbosity=0)
    after = set(Entry.objects.values_list("kind", "object_id", "language", "title"))
    assert before <= after
    assert ("offices.office",) in {row[:1] for row in after}
    call_command("rebuild_search", verbosity=0)
    assert set(Entry.objects.values_list("kind", "object_id", "language", "title")) == after


def test_an_unknown_kind_is_nothing_to_index(db):
    reindex("stories.story", 1)
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("word", "begins"), [("casa", "casa"), ("pensia", "pens"), ("papers", "pape"), ("vote", "vote"), ("пенсию", "пенс")]
)
def test_endings_are_cut_with_care(word, begins):
    assert stem(word) == begins


def test_empty_words_do_not_count():
    assert Query.read("How do I get a passport?").words == ("passport",)
    assert Query.read("the").words == ("the",), "unless there is nothing else"
    assert Query.read("Ce este o apostilă").words == ("apostila",)


def test_numbers_that_could_be_somebodys_are_not_counted():
    assert Query.read("IDNP 2001004123456 unde").countable == "idnp unde"


@pytest.mark.parametrize(
    "typed", ["للتقاعد", "والتقاعد في إيطاليا", "بالتقاعد", "هل تحتسب سنوات العمل في إيطاليا للتقاعد"]
)
def test_what_arabic_writes_together_is_found_apart(cast, typed):
    make_guide(cast, slug="pension", title="Pensie", synonyms=["تقاعد إيطاليا", "سنوات العمل في إيطاليا"])
    make_guide(cast, slug="car", title="Mașina", synonyms=["سيارة"], topic="car")
    assert titles(typed, "ar") == ["Pensie"]
