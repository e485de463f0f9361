import datetime as dt

import pytest
from django.utils import translation

from rootbridge.base.core.clock import reading_by
from rootbridge.base.design import formats
from rootbridge.base.design.icons import PATHS, icon

DAY = dt.date(2026, 11, 3)


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "3 November 2026"), ("ro", "3 noiembrie 2026"), ("ru", "3 ноября 2026\u202fг."), ("fr", "3 novembre 2026"),
     ("es", "3 de noviembre de 2026"), ("ar", "3 نوفمبر 2026")],
)  # fmt: skip
def test_a_day_is_said_in_the_language_of_the_reader(language, said):
    with translation.override(language):
        assert formats.date(DAY) == said


@pytest.mark.parametrize("style", ["long", "short", "plain", "day", "full", "month"])
def test_every_style_says_something(style):
    assert formats.date(DAY, style)


def test_a_moment_is_told_in_the_zone_in_force():
    moment = dt.datetime(2026, 11, 19, 19, 10, tzinfo=dt.UTC)
    with reading_by(lambda: "Europe/Chisinau"):
        assert formats.moment(moment) == '19 November 2026, <bdi dir="ltr">21:10</bdi>'
        assert formats.time(moment) == '<bdi dir="ltr">21:10</bdi>'
        assert formats.date(moment) == "19 November 2026"
    with reading_by(lambda: "Asia/Tokyo"):
        assert formats.date(moment) == "20 November 2026"


@pytest.mark.parametrize("zone", ["", "Nowhere/AtAll", "../etc"])
def test_where_the_readers_clock_is_unknown_that_of_the_platform_holds(zone, settings):
    moment = dt.datetime(2026, 11, 19, 19, 10, tzinfo=dt.UTC)
    assert "21:10" in formats.time(moment), "the pack lives in Chisinau"
    with reading_by(lambda: zone):
        assert "21:10" in formats.time(moment)
        settings.ROOTBRIDGE_PACK = "no such pack"
        assert "19:10" in formats.time(moment)


def test_days_and_clocks_in_arabic_are_parted_by_its_own_comma():
    moment = dt.datetime(2026, 11, 19, 19, 10, tzinfo=dt.UTC)
    with translation.override("ar"):
        assert "," not in formats.moment(moment) + formats.date(DAY, "full")


def test_nothing_is_said_of_nothing():
    assert formats.date(None) == formats.time(None) == formats.moment(None) == formats.number(None) == ""


@pytest.mark.parametrize(
    ("language", "said"), [("en", "1,730"), ("ro", "1.730"), ("fr", "1\u202f730"), ("ru", "1\xa0730"), ("ar", "1,730")]
)
def test_numbers_have_the_separators_of_the_language(language, said):
    with translation.override(language):
        assert formats.number(1730) == said


def test_names_of_languages_and_countries():
    assert formats.language_name("ro", native=True) == "Română"
    assert formats.language_name("ro") == "Romanian"
    assert formats.language_name("xx-none") == "xx-none"
    assert formats.country_name("MD") == "Moldova"
    with translation.override("ar"):
        assert formats.country_name("IT") == "إيطاليا"


def test_phones_are_isolated_and_escaped():
    assert formats.ltr("+373 235 2 00 00") == '<bdi dir="ltr">+373 235 2 00 00</bdi>'
    assert formats.bdi("<b>") == "<bdi>&lt;b&gt;</bdi>"


def test_plain_text_becomes_paragraphs_and_stays_harmless():
    assert formats.paragraphs("One <b>\r\ntwo\n\nthree\n\n") == "<p>One &lt;b&gt;<br>two</p><p>three</p>"
    assert formats.paragraphs("") == ""


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Dr Ana Rusu", "AR"), ("Madonna", "M"), ("إيلينا روسو", "إر"), ("Ion de Cruz", "IC"), ("", "")],
)
def test_initials(name, letters):
    assert formats.initials(name) == letters


def test_a_list_reads_as_a_sentence():
    assert formats.listed(["a", "b", "c"]) == "a, b and c"
    assert formats.listed([]) == ""


def test_an_address_is_named_by_its_host():
    assert formats.host("https://www.cnas.gov.md/x?y") == "cnas.gov.md"


@pytest.mark.parametrize("name", PATHS)
def test_an_icon_is_hidden_unless_it_has_a_name(name):
    assert 'aria-hidden="true"' in icon(name)
    assert 'role="img" aria-label="Search &amp; find"' in icon(name, "Search & find")
