"""Words that mean one thing: whoever types one finds what is told with another."""

import pytest
from django.db import IntegrityError
from django.utils import timezone

from rootbridge.bridges.search import synonyms
from rootbridge.bridges.search.finding import find
from rootbridge.bridges.search.forms import folded
from rootbridge.bridges.search.loading import load_synonyms
from rootbridge.bridges.search.models import GroupWord, Miss, Settling, WordGroup, WordTaken
from rootbridge.bridges.search.query import Query
from tests.translation.factories import make_answer, make_guide


def write(*words, language="") -> WordGroup:
    group = WordGroup.write([(word, folded(word)) for word in words], language=language)
    synonyms.forget()
    return group


def titles(typed, language="ro"):
    return [result.title for result in find(Query.read(typed), language=language).hits]


@pytest.fixture
def texts(cast):
    make_guide(cast, "ro", slug="years", title="Carnetul de muncă pierdut", lead="Ce faceți.", topic="work")
    make_answer(cast, "en", slug="visa", question="How long may I stay in Japan?", short="Ninety days.", topic="papers")
    make_guide(cast, "ro", slug="stage", title="Rândul la grădiniță", lead="Unde întrebați.", topic="family")


@pytest.mark.parametrize("typed", ["стаж", "Стажа", "work record", "my work record", "стажж", "vechime în muncă"])
def test_another_word_finds_it(texts, typed):
    before = titles(typed)
    write("carnet de muncă", "стаж", "work record", "vechime în muncă", "ancienneté")
    assert before == [] or "work" in typed or "muncă" in typed
    assert titles(typed)[0] == "Carnetul de muncă pierdut"


def test_the_rest_of_what_was_typed_still_counts(texts, cast):
    write("carnet de muncă", "стаж")
    make_guide(cast, "ro", slug="italy", title="Carnetul de muncă în Italia", residence=["IT"], topic="pension")
    assert titles("стаж Италия") == ["Carnetul de muncă în Italia"]


def test_ones_own_words_weigh_more(texts, cast):
    make_guide(cast, "ru", slug="own", title="Трудовой стаж", topic="work")
    write("carnet de muncă", "стаж")
    assert titles("стаж", "ru") == ["Трудовой стаж", "Carnetul de muncă pierdut"]


def test_the_language_of_the_page_decides_between_groups(texts):
    write("stage", "grădiniță", language="ro")
    write("stage", "Japan", language="en")
    assert titles("stage", "ro") == ["Rândul la grădiniță"]
    assert titles("stage", "en") == ["How long may I stay in Japan?"]
    assert len(titles("stage", "fr")) == 2


def test_no_word_stands_in_two_groups_of_a_language(db):
    write("pensie", "renta")
    with pytest.raises(WordTaken):
        write("Pensia mea", "Renta")
    assert GroupWord.objects.count() == 2
    write("renta", "alquiler", language="es")
    with pytest.raises(IntegrityError):
        GroupWord.objects.create(group=WordGroup.objects.first(), language="es", typed="Renta", key="renta")


def test_synonyms_cost_no_query_once_they_are_known(texts, django_assert_num_queries):
    write("carnet de muncă", "стаж", "livretul")
    titles("warm")
    with django_assert_num_queries(1):
        titles("стаж")
    with django_assert_num_queries(2):
        assert titles("livertul") == ["Carnetul de muncă pierdut"]
    with django_assert_num_queries(3):
        titles("xyzzy стаж")
    with django_assert_num_queries(3):
        titles("xyzzy livertul")


def test_other_processes_learn_of_a_change_within_seconds(texts):
    assert titles("стаж") == []
    WordGroup.write([("стаж", "стаж"), ("carnet", "carnet")], language="")
    assert synonyms.SECONDS_REMEMBERED == 3600, "set by the tests; a served platform remembers seconds"
    synonyms._memory["until"] = 0.0
    assert titles("стаж") == ["Carnetul de muncă pierdut"]


@pytest.mark.parametrize("typed", ["' & | ! стаж:*", "стаж" * 60, "(стаж | carnet)", "стаж \\' ''", "стаж " * 40])
def test_anything_may_be_typed_beside_them(texts, typed):
    write("carnet de muncă", "стаж", "o'brien (x) & y:*")
    titles(typed)
    titles("o'brien (x) & y:*")


def test_a_pack_brings_its_groups_once(db):
    rows = [{"language": "ro", "words": ["Pensie", "pensie", "rentă"]}, {"language": "", "words": ["a b", "c d"]}]
    assert len(load_synonyms(rows)) == 2
    assert load_synonyms(rows) == []
    assert GroupWord.objects.count() == 4


def test_the_editors_write_change_and_remove(cast, texts):
    esi = cast.enter(cast.esi)
    esi.post("/manage/search/words/add/", {"words": "carnet de muncă\nстаж\n", "language": ""})
    group = WordGroup.objects.with_terms().get()
    assert group.terms == ["carnet de muncă", "стаж"]
    assert titles("стаж") == ["Carnetul de muncă pierdut"]
    assert "стаж" in esi.get("/manage/search/words/?q=СТАЖ").content.decode()
    esi.post(f"/manage/search/words/{group.pk}/", {"words": "стаж\nJapan", "language": ""})
    assert titles("стаж") == ["How long may I stay in Japan?"]
    esi.post(f"/manage/search/words/{group.pk}/removal/")
    assert titles("стаж") == []


@pytest.mark.parametrize(
    ("words", "why"),
    [("", "Write something here."), ("one", "Write 2 to 30 different words"), ("one\nONE", "Write 2 to 30"),
     ("x" * 70 + "\ntwo", "Shorten this line"), ("a\nb", "too short"), ("pensie\nstaj", "another group")],
)  # fmt: skip
def test_what_cannot_be_kept_comes_back_with_the_reason(cast, words, why):
    write("pensie", "rentă")
    answer = cast.enter(cast.esi).post("/manage/search/words/add/", {"words": words, "language": ""})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert why in page
    assert all(line in page for line in words.split())


def test_what_would_be_found_is_shown_and_nothing_kept(cast, texts):
    said = {"words": "стаж\ncarnet de muncă", "language": "", "preview": "1"}
    page = cast.enter(cast.esi).post("/manage/search/words/add/", said).content.decode()
    assert "Without this group: 0. With it: 1." in page
    assert "Carnetul de muncă pierdut" in page
    assert not WordGroup.objects.exists()


def test_a_group_made_of_a_search_takes_it_off_the_report(cast, texts):
    Miss.add("стаж", "ru")
    esi = cast.enter(cast.esi)
    page = esi.get("/manage/search/words/add/?words=стаж&language=ru").content.decode()
    assert "found nothing" in page
    esi.post("/manage/search/words/add/", {"words": "стаж\ncarnet", "language": "ru", "miss_words": "стаж",
                                           "miss_language": "ru"})  # fmt: skip
    assert not Miss.objects.open().exists()
    assert Settling.objects.get().how == "synonym"


def test_the_report_tells_what_how_often_and_since_when(cast):
    for _time in range(3):
        Miss.add("acoperis spital", "ro")
    Miss.add("=cmd", "en")
    Miss.objects.create(words="vechi", language="ro", day=timezone.localdate() - timezone.timedelta(days=100))
    esi = cast.enter(cast.esi)
    page = esi.get("/manage/search/").content.decode()
    assert "acoperis spital" in page
    assert "3 times" in page
    assert "vechi" not in page
    assert "vechi" in esi.get("/manage/search/?since=183").content.decode()
    assert "acoperis" not in esi.get("/manage/search/?language=en").content.decode()
    assert "question=acoperis" in page
    sheet = esi.get("/manage/search/sheet/?since=183").content.decode()
    assert sheet.splitlines()[1].startswith("acoperis spital,ro,3,")
    assert "'=cmd" in sheet


def test_what_is_dealt_with_leaves_and_comes_back(cast):
    Miss.add("acoperis", "ro")
    esi, same = cast.enter(cast.esi), {"words": "acoperis", "language": "ro"}
    esi.post("/manage/search/settled/", same)
    assert "acoperis" not in esi.get("/manage/search/").content.decode()
    assert "acoperis" in esi.get("/manage/search/?show=done").content.decode()
    Settling.objects.update(on=timezone.localdate() - timezone.timedelta(days=1))
    assert "acoperis" in esi.get("/manage/search/").content.decode(), "somebody looked for it again"
    esi.post("/manage/search/settled/", same | {"undo": "1"})
    assert not Settling.objects.exists()


def test_who_tends_nothing_finds_no_page(cast):
    group = write("pensie", "rentă")
    for person in (cast.dana, cast.amina):
        client = cast.enter(person)
        for address in ("", "sheet/", "words/", "words/add/", f"words/{group.pk}/"):
            assert client.get(f"/manage/search/{address}").status_code == 404
        for address in ("settled/", f"words/{group.pk}/removal/"):
            assert client.post(f"/manage/search/{address}").status_code == 404
    assert WordGroup.objects.exists()


def test_an_answer_can_be_begun_with_the_words(cast):
    esi = cast.enter(cast.esi)
    page = esi.get("/manage/content/snippets/help/publishedanswer/add/?locale=ro&question=acoperiș spital")
    assert 'value="acoperiș spital"' in page.content.decode()


def test_the_answers_shown_while_a_question_is_written_know_them_too(client, texts):
    write("Japan", "Ниппон")
    said = {"words": "Ниппон stay"}
    page = client.post("/en/search/", said, headers={"Sec-Fetch-Site": "same-origin"}).content.decode()
    assert "How long may I stay in Japan?" in page
