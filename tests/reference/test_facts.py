"""Languages, names of countries, time zones, phone numbers."""

from zoneinfo import ZoneInfo

import pycountry
import pytest

from rootbridge.base.reference.countries import country_name, country_rows, timezone_of
from rootbridge.base.reference.languages import language_name, languages, native_name
from rootbridge.base.reference.phones import format_phone

INTERFACE = ("en", "ro", "ru", "fr", "es", "ar")


@pytest.mark.parametrize("language", INTERFACE)
def test_every_country_has_a_name_in_every_language_of_the_interface(language):
    names = {row.code: row.names[language] for row in country_rows()}
    assert len(names) == 249
    assert not [code for code, name in names.items() if not name or name == code]


def test_every_country_has_a_time_zone_that_exists():
    assert all(ZoneInfo(timezone_of(country.alpha_2)) for country in pycountry.countries)
    assert timezone_of("RU") == "Europe/Moscow"
    assert timezone_of("") == timezone_of("XX") == "UTC"


def test_a_country_is_named_in_the_language_asked_for():
    assert country_name("MD", "fr") == "Moldavie"
    assert country_name("MD", "tlh-XX") == "Moldova"
    assert country_name("XX", "ro") == "XX"


@pytest.mark.parametrize("language", INTERFACE)
def test_languages_come_by_name_and_hold_those_spoken_in_diasporas(language):
    listed = languages(language)
    codes = [code for code, _name in listed]
    assert len(codes) == len(set(codes)) > 250
    assert {"ro", "ru", "en", "ar", "wo", "gag", "rom", "ff", "bn", "uk"} <= set(codes)
    assert all(name for _code, name in listed)


def test_a_language_is_named_in_others_and_in_itself():
    assert language_name("ro", "fr") == "roumain"
    assert [native_name(code) for code in ("ro", "ru", "ar", "xx")] == ["Română", "Русский", "العربية", "Xx"]


@pytest.mark.parametrize(
    ("text", "country", "shown"),
    [
        ("069 123 456", "MD", "+373 691 23 456"),
        ("+39 333 1234567", "MD", "+39 333 123 4567"),
        ("0039 333 1234567", "IT", "+39 333 123 4567"),
        ("٠٦٩١٢٣٤٥٦", "MD", "+373 691 23 456"),
        ("call me", "MD", ""),
        ("", "MD", ""),
        ("069 123 456", "", ""),
        ("1" * 10_000, "MD", ""),
        ("\0", "XX", ""),
    ],
)
def test_a_phone_number_is_shown_as_it_is_dialled_from_abroad(text, country, shown):
    assert format_phone(text, country) == shown
