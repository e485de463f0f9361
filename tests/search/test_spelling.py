"""Words in the wrong alphabet, without marks, with a letter wrong: what they sound like finds what was meant."""

import pytest

from rootbridge.base.core.sounds import near_keys, sound
from rootbridge.base.core.text import word_key
from rootbridge.bridges.search.engine.spelling import spell
from rootbridge.bridges.search.finding import find
from rootbridge.bridges.search.query import Query
from tests.translation.factories import make_answer, make_guide


@pytest.mark.parametrize(
    "alike",
    [
        ("пенсия", "pensiya", "Pensia", "pensija"), ("справка", "spravka", "SPRAVKA"), ("пашапорт", "pașaport"),
        ("адеверинцэ", "adeverință"), ("русский", "russkiy", "russkij"), ("кирие", "chirie"), ("щетка", "shchetka"),
        ("жалоба", "zhaloba", "jaloba"), ("مسؤول", "مسول"), ("Itallia", "Italia"),
    ],
)  # fmt: skip
def test_what_sounds_alike_is_one(alike):
    assert len({sound(word_key(word)) for word in alike}) == 1


@pytest.mark.parametrize(("one", "two"), [("стаж", "stay"), ("casa", "masa"), ("2024", "2025"), ("نقل", "قلم")])
def test_other_words_stay_other(one, two):
    assert sound(word_key(one)) != sound(word_key(two))


def test_neighbours_share_a_key():
    assert set(near_keys("pensia")) & set(near_keys("pesnia"))
    assert set(near_keys("certificat")) & set(near_keys("cetrifcat"))
    assert not set(near_keys("casa")) & set(near_keys("drum"))
    assert all(-(2**31) <= key < 2**31 for key in near_keys("procura"))


@pytest.fixture
def texts(cast):
    make_guide(cast, "ru", slug="record", title="Справка о несудимости", lead="Где её получить.", topic="papers")
    make_guide(cast, "ru", slug="pension", title="Пенсия за годы работы", lead="Что нужно.", topic="pension")
    make_guide(
        cast, "ro", slug="passport", title="Pașaportul și adeverința pierdute", lead="Ce faceți.", topic="papers"
    )
    make_guide(cast, "ar", slug="office", title="المسؤول عن الأوراق", lead="أين تسأل", topic="papers")
    make_answer(cast, "en", slug="year", question="What changed in 2024?", short="Fees.", topic="money")


def titles(typed, language="en"):
    return [hit.title for hit in find(Query.read(typed), language=language).hits]


@pytest.mark.parametrize(
    ("typed", "there"),
    [
        ("spravka", "Справка о несудимости"), ("spravka o nesudimosti", "Справка о несудимости"),
        ("sprafka nesudimosti", "Справка о несудимости"), ("spravk", "Справка о несудимости"),
        ("pensiya", "Пенсия за годы работы"), ("pensija", "Пенсия за годы работы"),
        ("пашапорт", "Pașaportul și adeverința pierdute"), ("адеверинца", "Pașaportul și adeverința pierdute"),
        ("paşaport pierdut", "Pașaportul și adeverința pierdute"), ("PASAPORT", "Pașaportul și adeverința pierdute"),
        ("مسوول", "المسؤول عن الأوراق"), ("الاوراق", "المسؤول عن الأوراق"), ("اوراق", "المسؤول عن الأوراق"),
        ("٢٠٢٤", "What changed in 2024?"),
    ],
)  # fmt: skip
def test_either_alphabet_finds_it(texts, typed, there):
    assert titles(typed)[:1] == [there]


def test_a_year_is_no_misspelt_other_year(texts):
    assert titles("2025") == []


def test_what_was_put_right_is_told(texts):
    found = find(Query.read("pashaport pierdutte"), language="ro")
    assert found.hits[0].title == "Pașaportul și adeverința pierdute"
    assert found.is_near
    assert found.spelt
    assert not find(Query.read("spravka"), language="ru").is_near, "another alphabet is no mistake"


@pytest.mark.parametrize("word", ["", "x", "ъ", "ь", "1", "ء", "y" * 60, "ж" * 60, "'", "\\"])
def test_any_word_may_be_spelt(db, word):
    assert word in spell([word])


def test_a_text_is_found_by_the_words_of_all_its_languages_together(cast):
    key = make_guide(cast, "ro", slug="tax", title="Impozitul pe casă").translation_key
    make_guide(cast, "ru", key=key, slug="tax", title="Налог на дом")
    assert titles("impozit дом", "ro") == ["Impozitul pe casă"]
