"""Dates, times, numbers and names in the reader's language, each worked out once and remembered."""

import datetime as dt
from functools import lru_cache
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_skeleton, format_time
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit
from django.utils import timezone
from django.utils.html import conditional_escape, escape, format_html
from django.utils.translation import get_language
from markupsafe import Markup

from rootbridge.base.core import clock
from rootbridge.base.core.names import in_language, language_of

# Day before month in English too: most readers of English here learned it so.
LOCALES = {"en": "en_GB"}
REMEMBERED = 8192
DAY = "duration-day"
STYLES = {"full": "yMMMEd", "day": "MMMEd", "month": "yMMMM", "short": "yMMMd", "plain": "MMMMd"}


def locale_of(language: str | None = None) -> str:
    """The Babel locale of a language code, of the reader's language where none is given."""
    code = (language or get_language() or "en").replace("-", "_")
    return LOCALES.get(code, code)


def date(value: dt.date | dt.datetime | None, style: str = "long") -> str:
    """A day. Styles: "long" 3 November 2026, "short" 3 Nov 2026, "plain" 3 November, "day" Tue 3 Nov,
    "full" Tue, 3 Nov 2026, "month" November 2026. A moment is first brought to the time zone in force.
    Empty for None."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        value = _local(value).date()
    return _date(value, style, locale_of())


def time(value: dt.datetime | dt.time | None) -> str:
    """The clock, 18:40, isolated so that it stands right inside right-to-left text."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        value = _local(value).time()
    return _time(value.hour, value.minute, locale_of())


def moment(value: dt.datetime | None, zone: dt.tzinfo | None = None) -> str:
    """A day and its clock: 19 November 2026, 21:10. In `zone`, else in the time zone in force."""
    if value is None:
        return ""
    return _moment(_local(value, zone).replace(second=0, microsecond=0, tzinfo=None), locale_of())


def number(value: float | None, digits: int | None = None) -> str:
    """A number with the separators of the language; `digits` after the point where given."""
    if value is None:
        return ""
    return _number(value, digits, locale_of())


def percent(value: float | None) -> str:
    """A share: 0.8 as 80%."""
    return "" if value is None else _percent(value, locale_of())


def file_size(value: int | None) -> str:
    """Bytes as people say them: "3.2 MB", "64 kB"."""
    if value is None:
        return ""
    unit, size = ("kilobyte", value / 1024) if value < 1024 * 1024 else ("megabyte", value / 1024 / 1024)
    size = max(round(size, 1), 0.1) if size < 10 else round(size)
    return format_unit(size, f"digital-{unit}", "short", locale=locale_of())


def days(value: float | None) -> str:
    """A length of time: 1.9 as "1.9 days", in Russian "1,9 дня"."""
    return "" if value is None else _days(value, locale_of())


def language_name(code: str, native: bool = False) -> str:
    """The name of a language in the reader's language, or in its own; the code itself when unknown."""
    return _language_name(code, code if native else locale_of())


def country_name(code: str) -> str:
    """The name of a country (ISO 3166-1 alpha-2) in the reader's language; the code itself when unknown."""
    return _country_name(code, locale_of())


def listed(values) -> str:
    """Words joined as a sentence does: nurses, doctors and carers."""
    words = [str(value) for value in values]
    if len(words) < 2:
        return "".join(words)
    pair, start, middle, end = _list_patterns(locale_of())
    if len(words) == 2:
        return pair.format(*words)
    said = start.format(*words[:2])
    for word in words[2:-1]:
        said = middle.format(said, word)
    return end.format(said, words[-1])


def bdi(value) -> Markup:
    """What somebody wrote, isolated so that its direction disturbs nothing around it."""
    return format_html("<bdi>{}</bdi>", value)


def ltr(value) -> Markup:
    """A phone, a code, an address: left to right in every language."""
    return format_html('<bdi dir="ltr">{}</bdi>', value)


def in_tongue(names: dict) -> Markup:
    """Words that stand in several languages, {language: words}: the reader's, else the next best, marked as such."""
    language, words = language_of(names), in_language(names)
    if not words or language == get_language():
        return escape(words)
    return format_html('<span lang="{}" dir="auto">{}</span>', language, words)


def paragraphs(value) -> Markup:
    """Plain text as paragraphs: an empty line parts them, a line end breaks the line; all of it escaped."""
    blocks = str(conditional_escape(value or "")).replace("\r\n", "\n").split("\n\n")
    return Markup("".join(f"<p>{block.strip().replace(chr(10), '<br>')}</p>" for block in blocks if block.strip()))


def initials(name: str) -> str:
    """Up to two first letters of a name, without its title: "Dr Ana Rusu" gives AR."""
    parts = [part for part in str(name).split() if part[:1].isalpha() and part.strip(".").lower() not in {"dr", "prof"}]
    chosen = parts if len(parts) < 2 else [parts[0], parts[-1]]
    return "".join(part[0] for part in chosen).upper()


def host(address: str) -> str:
    """The place an address leads to, for a reader: cnas.gov.md."""
    return escape(urlsplit(str(address)).netloc.removeprefix("www."))


def _local(value: dt.datetime, zone: dt.tzinfo | None = None) -> dt.datetime:
    return timezone.localtime(value, zone or clock.zone()) if timezone.is_aware(value) else value


@lru_cache(REMEMBERED)
def _date(value: dt.date, style: str, locale: str) -> str:
    if style in STYLES:
        return format_skeleton(STYLES[style], dt.datetime(value.year, value.month, value.day), locale=locale)
    return format_date(value, style, locale=locale)


@lru_cache(REMEMBERED)
def _time(hour: int, minute: int, locale: str) -> Markup:
    said = format_time(dt.time(hour, minute), "HH:mm", locale=locale)
    return Markup(f'<bdi dir="ltr">{said}</bdi>')


@lru_cache(REMEMBERED)
def _moment(value: dt.datetime, locale: str) -> Markup:
    day = format_date(value.date(), "long", locale=locale)
    clock = format_datetime(value, "HH:mm", locale=locale)
    comma = "،" if locale.startswith("ar") else ","
    return Markup(f'{escape(day)}{comma} <bdi dir="ltr">{clock}</bdi>')


@lru_cache(REMEMBERED)
def _list_patterns(locale: str) -> tuple[str, ...]:
    """How CLDR joins two words, and the first, middle and last of more."""
    patterns = Locale.parse(locale).list_patterns["standard"]
    return tuple(patterns[name] for name in ("2", "start", "middle", "end"))


@lru_cache(REMEMBERED)
def _number(value: float, digits: int | None, locale: str) -> str:
    pattern = None if digits is None else "#,##0" + ("." + "0" * digits if digits else "")
    return format_decimal(value, format=pattern, locale=locale)


@lru_cache(REMEMBERED)
def _percent(value: float, locale: str) -> str:
    return format_percent(value, locale=locale)


@lru_cache(REMEMBERED)
def _days(value: float, locale: str) -> str:
    said = (format_unit(value, DAY, length, locale=locale) for length in ("long", "short"))
    return next(words for words in said if DAY not in words)  # CLDR leaves the long one out where both are the same


@lru_cache(REMEMBERED)
def _language_name(code: str, locale: str) -> str:
    try:
        name = Locale.parse(locale.replace("-", "_")).languages.get(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return code
    if not name:
        return code
    return name[0].upper() + name[1:] if locale == code else name


@lru_cache(REMEMBERED)
def _country_name(code: str, locale: str) -> str:
    return Locale.parse(locale).territories.get(code, code)
