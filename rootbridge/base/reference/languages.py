"""Languages by their names, as CLDR knows them."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.localedata import locale_identifiers

from rootbridge.base.core.text import search_key

# Codes that name no language people speak today, or a language already listed under another code.
LEFT_OUT = {"ae", "cu", "ie", "io", "la", "pi", "sa", "sh", "tl", "tw", "vo", "mo", "eo", "ia", "jbo", "prg"}
# Spoken in diasporas, without a locale of their own in CLDR.
ADDED = {"gag", "rom", "crh", "kum", "pap", "srr", "zza"}


def languages(language: str) -> list[tuple[str, str]]:
    """The languages of the world, (code, name in the given language), by name. English names fill gaps."""
    return list(_languages(language))


@lru_cache(maxsize=32)
def _languages(language: str) -> tuple[tuple[str, str], ...]:
    named = [(code, language_name(code, language)) for code in _codes()]
    return tuple(sorted(named, key=lambda pair: (search_key(pair[1]), pair[0])))


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    english = Locale("en").languages
    with_locale = {name.partition("_")[0] for name in locale_identifiers()}
    spoken = {code for code in english if len(code) == 2 or (len(code) == 3 and code in with_locale | ADDED)}
    return frozenset(spoken - LEFT_OUT)


def language_name(code: str, language: str) -> str:
    """The name of a language in another ("ro", "fr" → "roumain"), else in English, else its code."""
    named = _locale(language).languages
    return named.get(code) or named.get(code.partition("-")[0]) or Locale("en").languages.get(code, code)


def native_name(code: str) -> str:
    """The name of a language in itself ("ro" → "Română"), its first letter large; else in English."""
    name = language_name(code, code)
    return name[:1].upper() + name[1:]


@lru_cache(maxsize=300)
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError, TypeError):
        return Locale("en")
