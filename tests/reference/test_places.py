"""Places: the tree, its rules, typing a name, and the file of a pack."""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from rootbridge.base.reference.countries import ensure_countries, ensure_regions
from rootbridge.base.reference.models import Place
from rootbridge.base.reference.place_import import load_places

pytestmark = pytest.mark.django_db
HEAD = "code,parent,kind,name_ro,name_en,name_ru,name_fr,name_es,name_ar,also\n"
PACK = HEAD + (
    "MD,,country,Moldova,Moldova,Молдова,Moldavie,Moldavia,مولدوفا,Republica Moldova\n"
    "MD-OR,MD,region,Orhei,Orhei,Орхей,Orhei,Orhei,أورهي,Оргеев\n"
    "MD-CU,MD,region,Chișinău,Chisinau,Кишинёв,Chisinau,Chisinau,كيشيناو,Kishinev|Kishinew\n"
    "MD-OR-peresecina,MD-OR,locality,Peresecina,Peresecina,Пересечина,Peresecina,Peresecina,بيريسيتشينا,\n"
    "MD-OR-step-soci,MD-OR,locality,Step-Soci,Step-Soci,Степь-Сочь,,,,\n"
)


@pytest.fixture
def moldova(tmp_path):
    path = tmp_path / "places.csv"
    path.write_text(PACK, "utf8")
    assert load_places(path) == 5
    return Place.objects.at("MD")


def found(text, language="ro", **options):
    return [place.code for place in Place.objects.typed(text, language=language, **options)]


def test_the_countries_stand_there_from_the_start():
    assert Place.objects.countries().count() == 249
    italy = Place.objects.at("IT")
    assert [italy.name(language) for language in ("en", "ro", "ru", "fr", "es", "ar")] == [
        "Italy", "Italia", "Италия", "Italie", "Italia", "إيطاليا",
    ]  # fmt: skip
    assert italy.timezone == "Europe/Rome"


def test_it_writes_countries_and_regions_twice_without_doubling():
    ensure_countries()
    assert ensure_regions("MD") == ensure_regions("MD") == 37
    assert Place.objects.filter(country_code="MD").count() == 38
    assert Place.objects.at("MD-OR").path == "MD/MD-OR/"


def test_the_command_writes_regions_and_knows_its_countries(capsys):
    call_command("import_countries", regions=["SN"])
    assert "249 countries, 14 regions" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("import_countries", regions=["XX"])


def test_a_path_carries_the_tree(moldova):
    orhei = Place.objects.at("MD-OR")
    village = Place.objects.at("MD-OR-peresecina")
    assert village.path == "MD/MD-OR/MD-OR-peresecina/"
    assert set(Place.objects.below(orhei)) == {village, Place.objects.at("MD-OR-step-soci")}
    assert set(Place.objects.inside(orhei.path)) == {orhei, *Place.objects.below(orhei)}
    assert moldova.holds(village)
    assert not orhei.holds(moldova)
    assert Place.objects.inside("").count() == Place.objects.count()


def test_it_says_where_a_place_is(moldova, django_assert_num_queries):
    village = Place.objects.at("MD-OR-peresecina")
    with django_assert_num_queries(1):
        assert village.lineage("en") == "Peresecina, Orhei, Moldova"
    assert village.lineage("ar") == "بيريسيتشينا، أورهي، مولدوفا"
    assert Place.objects.at("MD-OR-step-soci").name("fr") == "Step-Soci"


@pytest.mark.parametrize(
    ("text", "language", "first"),
    [
        ("peres", "ro", "MD-OR-peresecina"),
        ("Перес", "ru", "MD-OR-peresecina"),
        ("peresechina", "en", "MD-OR-peresecina"),
        ("Peresecina, Orhei", "ro", "MD-OR-peresecina"),
        ("chisinau", "ro", "MD-CU"),
        ("Кишинев", "ru", "MD-CU"),
        ("Kishinev", "en", "MD-CU"),
        ("kisinau", "fr", "MD-CU"),
        ("soci", "ro", "MD-OR-step-soci"),
        ("أورهي", "ar", "MD-OR"),
        ("Deutschland", "ro", "DE"),
        ("SUA", "ro", "US"),
        ("UK", "en", "GB"),
        ("Olanda", "ro", "NL"),
    ],
)
def test_it_finds_what_is_typed(moldova, text, language, first):
    assert found(text, language)[0] == first


def test_it_keeps_to_one_country_when_asked(moldova):
    assert found("mol", within=moldova) == ["MD"]
    assert found("Italia", within=moldova) == []


@pytest.mark.parametrize(
    "text", ["", " ", ",", ",,,", "\0", "%", "_", "{}", "'", "\ud800", "a" * 100_000, "🙂", "\u202e"]
)
def test_any_text_will_do(moldova, text):
    assert isinstance(found(text), list)


def test_it_sorts_by_the_name_the_reader_sees():
    few = Place.objects.filter(code__in=["AT", "DE", "ES", "CZ"])
    assert [place.code for place in few.sorted_by_name("en")] == ["AT", "CZ", "DE", "ES"]
    assert [place.code for place in few.sorted_by_name("fr")] == ["DE", "AT", "ES", "CZ"]


def test_a_pack_is_loaded_again_without_doubling(moldova, tmp_path):
    load_places(tmp_path / "places.csv")
    assert Place.objects.filter(country_code="MD").count() == 5


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("MD-X,MD-Y,region,X,X,X,,,,\n", "line 2: nothing is known of the parent MD-Y"),
        ("MD-X,MD,hamlet,X,X,X,,,,\n", "line 2: .hamlet. is no kind of place"),
        ("MD-X,MD,region,,,,,,,\n", "line 2: a place needs"),
        ("XX,MD,country,X,X,X,,,,\n", "line 2: a country lies in nothing"),
        ("MD-X,,region,X,X,X,,,,\n", "line 2: a country lies in nothing"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_written(tmp_path, row, said):
    path = tmp_path / "places.csv"
    path.write_text(HEAD + row, "utf8")
    before = Place.objects.count()
    with pytest.raises(ValueError, match=said):
        load_places(path)
    assert Place.objects.count() == before


def test_a_missing_column_is_named(tmp_path):
    path = tmp_path / "places.csv"
    path.write_text("code,parent\nMD,\n", "utf8")
    with pytest.raises(ValueError, match="line 1: no column with names"):
        load_places(path)


@pytest.mark.parametrize(
    "wrong",
    [
        {"path": "MD/MD-OR/"},
        {"path": "XX/MD-X/"},
        {"path": "MD/MD-X"},
        {"code": "MD-OR"},
        {"kind": "country"},
        {"parent": None},
        {"country_code": "md"},
    ],
)
def test_the_database_holds_the_rules(moldova, wrong):
    right = {"code": "MD-X", "kind": "region", "parent": moldova, "path": "MD/MD-X/", "country_code": "MD"}
    with transaction.atomic():
        Place.objects.create(**right).delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.create(**right | wrong)
