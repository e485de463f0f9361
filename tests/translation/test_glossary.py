"""The glossary: found in whatever form, kept or not kept, as a sheet, in a report."""

import csv
import io
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from rootbridge.shared.translation.languages.leaves import Refused
from rootbridge.shared.translation.languages.terms import load_terms, read_sheet, sheet_of_terms, take_sheet
from rootbridge.shared.translation.models import Glossary, Term, TermTaken
from tests.translation.factories import make_guide

SHIPPED = settings.ROOTBRIDGE_PACKS_DIR / "moldova" / "glossary.csv"


@pytest.fixture
def glossary(db):
    load_terms(SHIPPED)
    return Glossary.read()


def test_the_shipped_terms_are_in_every_language(glossary):
    codes = {code for code, _name in settings.LANGUAGES}
    assert len(glossary.terms) >= 40
    assert not [term.key for term in glossary.terms if set(term.by_language) != codes]
    assert load_terms(SHIPPED) == 0, "once"


@pytest.mark.parametrize(
    ("words", "language", "key"),
    [
        ("Cereți pensia la casa teritorială.", "ro", "pension"), ("Pensiile se plătesc lunar.", "ro", "pension"),
        ("Aduceți carnetul de muncă.", "ro", "work-book"), ("Возьмите трудовую книжку.", "ru", "work-book"),
        ("После апостиля", "ru", "apostille"), ("The town halls answer.", "en", "village-hall"),
        ("Las embajadas", "es", "embassy"), ("في السفارة", "ar", "embassy"), ("Les consulats", "fr", "consulate"),
    ],
)  # fmt: skip
def test_a_term_is_found_in_whatever_form(glossary, words, language, key):
    assert key in {term.key for term, _typed in glossary.used_in(words, language)}


def test_the_longest_name_wins(glossary):
    keys = {term.key for term, _typed in glossary.used_in("Permisul de muncă și permisul de ședere", "ro")}
    assert keys == {"work-permit", "residence-permit"}


def test_words_that_only_begin_alike_are_no_term(glossary):
    assert not glossary.used_in("Penitenciarul și vameșul vând primăvara taxiuri.", "ro")


@pytest.mark.parametrize(
    ("translation", "is_used"),
    [("Возьмите трудовую книжку.", True), ("Возьмите рабочий дневник.", False), ("", False)],
)
def test_a_translation_keeps_to_a_term_or_does_not(glossary, translation, is_used):
    wanted = glossary.wanted_in("Aduceți carnetul de muncă.", "ro", translation, "ru")
    assert [(one.names[0], one.is_used) for one in wanted] == [("трудовая книжка", is_used)]


def test_a_sheet_that_goes_out_and_comes_back_changes_nothing(glossary):
    body = sheet_of_terms(Term.objects.in_order()).encode()
    assert take_sheet(read_sheet(body)) == (0, 0)


def test_a_sheet_adds_and_changes_and_removes_nothing(glossary):
    body = "key,note,ro,en\npension,changed,pensie,pension\nbridge,,pod,bridge\n"
    assert take_sheet(read_sheet(body.encode())) == (1, 1)
    assert Term.objects.get(key="pension").note == "changed"
    assert Term.objects.filter(key="apostille").exists()


SHEETS = {
    "no columns": ("a,b\n1,2\n", "names the columns", 1),
    "an unknown language": ("key,ro,tlh\nx,y,z\n", "names the columns", 1),
    "too few cells": ("key,ro,en\nx,y\n", "has 2 cells", 2),
    "a bad name": ("key,ro\nx y,z\n", "no short name", 2),
    "twice": ("key,ro\nx,y\nx,z\n", "twice", 3),
    "nothing said": ("key,ro\nx,\n", "no name", 2),
    "too long": (f"key,ro\nx,{'y' * 101}\n", "Shorten", 2),
    "nothing": ("key,ro\n", "no term", 0),
    "an open quote": ('key,ro\nx,"y\n', "no CSV", 2),
}


@pytest.mark.parametrize("case", SHEETS)
def test_a_sheet_that_is_wrong_is_refused_with_its_line(db, case):
    body, words, line = SHEETS[case]
    with pytest.raises(Refused, match=words) as refused:
        read_sheet(body.encode())
    assert refused.value.line == line


def test_a_sheet_that_gives_a_name_twice_is_refused_whole(db):
    with pytest.raises(Refused, match="another term") as refused:
        take_sheet(read_sheet(b"key,ro\none,pod\ntwo,podul\nthree,Pod\n"))
    assert refused.value.line == 4
    assert not Term.objects.exists()


def test_a_name_begun_like_a_formula_is_harmless_in_the_sheet(db):
    Term.write("evil", {"ro": ["=1+1"], "en": ["one"]})
    rows = list(csv.reader(io.StringIO(sheet_of_terms(Term.objects.in_order()))))
    assert rows[1][2] == "'=1+1"


def test_two_terms_do_not_share_a_name(db):
    Term.write("one", {"ro": ["pod"]})
    with pytest.raises(TermTaken):
        Term.write("two", {"ro": ["Pod"]})


def test_the_page_writes_changes_removes_and_takes_a_sheet(cast):
    client, add = cast.enter(cast.esi), reverse("manage_languages:add_term")
    assert client.post(add, {"key": "bridge", "name_ro": "pod\npunte", "name_en": "bridge"}).status_code == 302
    term = Term.objects.get()
    assert term.by_language == {"ro": ["pod", "punte"], "en": ["bridge"]}
    assert client.post(add, {"key": "bridge", "name_ro": "x", "name_en": "y"}).status_code == 422
    assert client.post(add, {"key": "other", "name_ro": "Pod", "name_en": "y"}).status_code == 422
    assert client.post(add, {"key": "lone", "name_ro": "singur"}).status_code == 422
    page = reverse("manage_languages:term", args=[term.pk])
    assert "punte" in client.get(page).content.decode()
    client.post(page, {"name_ro": "pod", "name_ru": "мост"})
    assert Term.objects.get().by_language == {"ro": ["pod"], "ru": ["мост"]}
    client.post(reverse("manage_languages:remove_term", args=[term.pk]))
    assert not Term.objects.exists()
    sheet = SimpleUploadedFile("a.csv", b"key,ro,en\nx,y,z\n")
    assert client.post(reverse("manage_languages:bring_terms"), {"file": sheet}).status_code == 302
    assert "y" in client.get(reverse("manage_languages:terms_sheet")).content.decode()
    bad = SimpleUploadedFile("a.csv", b"key,ro\n,y\n")
    answer = client.post(reverse("manage_languages:bring_terms"), {"file": bad})
    assert answer.status_code == 422
    assert "Line 2" in answer.content.decode()


def test_who_translates_looks_and_only_who_answers_for_all_changes(cast):
    client = cast.enter(cast.dana)
    assert client.get(reverse("manage_languages:terms")).status_code == 200
    assert client.get(reverse("manage_languages:add_term")).status_code == 404
    assert client.post(reverse("manage_languages:bring_terms")).status_code == 404


def test_the_report_names_texts_that_say_it_otherwise(cast):
    Term.write("work-book", {"ro": ["carnet de muncă"], "ru": ["трудовая книжка"]})
    key = uuid4()
    make_guide(cast, "ro", key=key, lead="Aduceți carnetul de muncă.")
    make_guide(cast, "ru", key=key, lead="Возьмите рабочий дневник.")
    client, report = cast.enter(cast.esi), reverse("manage_languages:terms_report") + "?language=ru"
    page = client.get(report).content.decode()
    assert "1 passage." in page and "трудовая книжка" in page
    assert "carnet de muncă" not in cast.enter(cast.dana).get(report).content.decode()
