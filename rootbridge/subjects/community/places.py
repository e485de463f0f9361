"""Names of districts and countries, and the lists to choose from, worked out every ten minutes a language."""

import time

from django.conf import settings
from django.utils.translation import get_language

from rootbridge.base.core.fragments import Memory
from rootbridge.base.reference.languages import language_name, languages
from rootbridge.base.reference.models import Occupation, Place
from rootbridge.people.members.homes import home_countries

_lists = Memory(60)
SECONDS = 600
DIGITS = 2  # of ISCO-08: the forty or so fields of work


def known(what: str, make):
    """What ``make()`` returns, worked out every ten minutes a language."""
    return _lists.get((what, get_language(), int(time.monotonic() / SECONDS)), make)


def districts() -> list[tuple[str, str]]:
    """(code, name) of the districts one can come from, by name."""
    return known("districts", _districts)


def _districts():
    language = get_language()
    places = Place.objects.filter(parent__in=home_countries(language)).defer("keys", "also")
    return [(place.code, place.name(language)) for place in places.sorted_by_name(language)]


def countries() -> list[tuple[str, str]]:
    """(code, name) of every country, by name."""
    return known("countries", _countries)


def _countries():
    language = get_language()
    return [
        (place.code, place.name(language))
        for place in Place.objects.countries().defer("keys", "also").sorted_by_name(language)
    ]


def fields_of_work() -> list[tuple[str, str]]:
    """(code, name) of the fields of work: the groups of two digits of ISCO-08, by name."""
    return known("work", _fields)


def _fields():
    groups = {row.pk: row.code for row in Occupation.objects.groups() if len(row.code) == DIGITS}
    names = Occupation.objects.filter(pk__in=groups).names(get_language())
    return sorted(((code, names.get(number, code)) for number, code in groups.items()), key=lambda pair: pair[1])


def tongues() -> list[tuple[str, str]]:
    return languages(get_language())


def spoken() -> list[tuple[str, str]]:
    """The languages of the platform, by their own names."""
    return list(settings.LANGUAGES)


def name_of(code: str) -> str:
    """Of a district or a country; its code where it is neither."""
    return known("names", lambda: dict([*countries(), *districts()])).get(code, code)


def work_named(codes) -> list[str]:
    """The fields of work of occupations with these codes, each once."""
    names = known("work names", lambda: dict(fields_of_work()))
    return [names[code] for code in dict.fromkeys(code[:DIGITS] for code in codes) if code in names]


def tongue_named(code: str) -> str:
    return language_name(code, get_language())
