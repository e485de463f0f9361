"""Countries with their names (CLDR), their regions (ISO 3166-2), their time zones."""

import gettext
from functools import lru_cache
from typing import NamedTuple

import pycountry
from babel import Locale, UnknownLocaleError
from babel.core import get_global
from django.db import transaction

from rootbridge.base.core import findable, versions

from .gazetteer import keys_of
from .models import FormerAddress, Place
from .slugs import slug_of
from .units import Unit, unit_of

NAME_LANGUAGES = ("en", "ro", "ru", "fr", "es", "ar")
# Where a country has several zones, the one most of its people live in (those of one zone come from CLDR).
MAIN_ZONES = {
    "AQ": "Antarctica/McMurdo", "AR": "America/Argentina/Buenos_Aires", "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo", "CA": "America/Toronto", "CD": "Africa/Kinshasa", "CL": "America/Santiago",
    "CN": "Asia/Shanghai", "CY": "Asia/Nicosia", "DE": "Europe/Berlin", "EC": "America/Guayaquil",
    "ES": "Europe/Madrid", "FM": "Pacific/Pohnpei", "GL": "America/Nuuk", "ID": "Asia/Jakarta",
    "KI": "Pacific/Tarawa", "KZ": "Asia/Almaty", "MH": "Pacific/Majuro", "MN": "Asia/Ulaanbaatar",
    "MX": "America/Mexico_City", "MY": "Asia/Kuala_Lumpur", "NZ": "Pacific/Auckland", "PF": "Pacific/Tahiti",
    "PG": "Pacific/Port_Moresby", "PS": "Asia/Hebron", "PT": "Europe/Lisbon", "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv", "UM": "Pacific/Wake", "US": "America/New_York", "UZ": "Asia/Tashkent",
}  # fmt: skip
# What people say besides the names of CLDR.
SAID = {
    "GB": ["UK", "Great Britain", "England", "Scotland", "Wales", "Anglia", "Marea Britanie", "Англия", "Британия",
           "Angleterre", "Inglaterra", "انجلترا", "بريطانيا"],
    "US": ["USA", "U.S.A.", "America", "SUA", "S.U.A.", "Statele Unite", "США", "Америка", "États-Unis", "EE. UU.",
           "EEUU", "Estados Unidos", "أمريكا"],
    "AE": ["UAE", "Emirates", "Dubai", "Emirate", "ОАЭ", "Эмираты", "Émirats", "Emiratos", "الإمارات"],
    "MD": ["Moldova", "Republica Moldova", "Молдова", "Молдавия", "Moldavia", "Moldavie"],
    "CZ": ["Czech Republic", "Cehia", "Чешская Республика"],
    "NL": ["Holland", "Olanda", "Голландия", "Hollande", "Holanda", "هولندا"],
    "CI": ["Ivory Coast", "Coasta de Fildeș"],
    "BY": ["Belorussia", "Белоруссия", "Bielorusia"],
    "TR": ["Turkey", "Türkiye"],
    "MK": ["Macedonia", "Македония"],
    "CV": ["Cape Verde", "Capul Verde"],
    "MM": ["Burma", "Birmania"],
    "PS": ["Palestine", "Palestina", "Палестина", "فلسطين"],
    "KR": ["South Korea", "Coreea", "Корея", "Corée"],
}  # fmt: skip


class PlaceRow(NamedTuple):
    """A place before it has a number; `path` names all above it by code."""

    code: str
    kind: str
    path: str
    names: dict[str, str]
    also: list[str]
    unit: str = ""

    @property
    def country_code(self) -> str:
        return self.path[:2]

    @property
    def parent_code(self) -> str:
        return self.path.split("/")[-3] if self.path.count("/") > 1 else ""

    @property
    def keys(self) -> list[str]:
        return keys_of([*self.names.values(), *self.also])


def country_name(code: str, language: str) -> str:
    """The name of a country (two letters) in a language, else in English, else its code."""
    territories = _locale(language).territories
    return territories.get(code) or _locale("en").territories.get(code) or code


@lru_cache(maxsize=300)
def timezone_of(country_code: str) -> str:
    """The time zone most people of a country live in ("Europe/Chisinau"); "UTC" for no country."""
    zones = get_global("territory_zones").get(country_code, [])
    return MAIN_ZONES.get(country_code) or (zones[0] if zones else "UTC")


@lru_cache(maxsize=64)
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def country_rows() -> list[PlaceRow]:
    """The countries of ISO 3166-1, named in every language of the interface and in their own."""
    rows = []
    for country in pycountry.countries:
        code = country.alpha_2
        names = {language: country_name(code, language) for language in NAME_LANGUAGES}
        official = [getattr(country, name, "") for name in ("official_name", "common_name")]
        also = [country.alpha_3, country.name, *official, *_own_names(code), *SAID.get(code, [])]
        rows.append(PlaceRow(code, "country", f"{code}/", names, _new_words(also, names)))
    return sorted(rows)


def _own_names(code: str) -> list[str]:
    """What a country is called in its official languages."""
    languages = get_global("territory_languages").get(code, {})
    official = [name for name, facts in languages.items() if facts.get("official_status") == "official"]
    return [_locale(name).territories.get(code, "") for name in official[:3]]


def _new_words(also: list[str], names: dict[str, str]) -> list[str]:
    return [word for word in dict.fromkeys(also) if word and word not in names.values()]


def region_rows(country_code: str) -> list[PlaceRow]:
    """The regions of ISO 3166-2 of one country, the greater before the smaller they hold."""
    regions = {region.code: region for region in pycountry.subdivisions.get(country_code=country_code) or []}
    rows = []
    for region in regions.values():
        codes = [region.code]
        while (above := regions.get(codes[0]).parent_code) in regions:
            codes.insert(0, above)
        path = "/".join([country_code, *codes]) + "/"
        names = {language: _translated(region.name, language) for language in NAME_LANGUAGES}
        names = {language: name for language, name in names.items() if language == "en" or name != names["en"]}
        unit = unit_of(region.type) or _unit_within(region.type)
        rows.append(PlaceRow(region.code, "region", path, names, [], unit))
    return sorted(rows, key=lambda row: row.path.count("/"))


def _unit_within(words: str) -> str:
    """The unit that the last word of a kind names: "metropolitan department", "autonomous province"."""
    unit = unit_of(words.rpartition(" ")[2])
    return "" if unit == Unit.VILLAGE else unit


@lru_cache(maxsize=16)
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("iso3166-2", pycountry.LOCALES_DIR, languages=[language], fallback=True)


def _translated(name: str, language: str) -> str:
    """A region by its short name: ISO writes "Găgăuzia, Unitatea teritorială autonomă (UTAG)"."""
    return _catalogue(language).gettext(name).partition(",")[0].strip()


def ensure_countries() -> int:
    """Write the countries, or bring their names up to date; those of a pack stay. Returns how many."""
    return _record(country_rows())


def ensure_regions(country_code: str) -> int:
    """Write the regions of a country as ISO 3166-2 knows them. Returns how many. The country must exist."""
    return _record(region_rows(country_code))


def _record(rows: list[PlaceRow]) -> int:
    """Upsert, the greater places first, so that each finds the number of its parent. Words in addresses stay."""
    written = ["kind", "parent", "path", "country_code", "names", "also", "keys", "timezone"]
    with transaction.atomic():
        slugs = dict(Place.objects.exclude(slug="").values_list("code", "slug"))
        taken = {*slugs.values(), *FormerAddress.objects.values_list("word", flat=True)}
        for depth in sorted({row.path.count("/") for row in rows}):
            level = [row for row in rows if row.path.count("/") == depth]
            parents = Place.objects.in_bulk({row.parent_code for row in level}, field_name="code")
            places = [
                _place(row, parents.get(row.parent_code), slugs.get(row.code) or _free(row, taken)) for row in level
            ]
            Place.objects.bulk_create(
                places, batch_size=2000, update_conflicts=True, unique_fields=["code"], update_fields=[*written, "slug"]
            )
            _name_units(level)
        findable.changed("reference.place", None)
        versions.changed()
    return len(rows)


def _name_units(rows: list[PlaceRow]) -> None:
    """What ISO calls a region, where no list has said it yet."""
    said = {row.code: row.unit for row in rows if row.unit}
    silent = Place.objects.filter(code__in=said, unit="") if said else ()
    for place in silent:
        place.unit = said[place.code]
    Place.objects.bulk_update(silent, ["unit"], batch_size=2000)


def _free(row: PlaceRow, taken: set[str]) -> str:
    words = [slug_of(row.names, row.code), slug_of({}, row.code)]
    slug = next((word for word in words if word not in taken), f"{words[1]}-{words[0]}")
    taken.add(slug)
    return slug


def _place(row: PlaceRow, parent: Place | None, slug: str) -> Place:
    return Place(
        code=row.code, kind=row.kind, parent=parent, path=row.path, country_code=row.country_code, names=row.names,
        also=row.also, keys=row.keys, timezone=timezone_of(row.country_code), slug=slug,
    )  # fmt: skip
