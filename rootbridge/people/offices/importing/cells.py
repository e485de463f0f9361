"""What a cell says: a place, a kind of office, topics, a day. Each raises ValueError with what to mend, in words."""

import re
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from rootbridge.base.core.badges import bears_badge
from rootbridge.base.core.lookalikes import Lookalike, one_alphabet
from rootbridge.base.core.text import search_key
from rootbridge.base.reference.countries import country_name
from rootbridge.base.reference.models import Place
from rootbridge.base.reference.topics import Topic
from rootbridge.people.offices.models import ABROAD, OfficeKind
from rootbridge.people.offices.weeks import week_of

MIXED = gettext_lazy("“%(word)s” mixes letters of two alphabets that look alike. Type it once more in one alphabet.")
BADGE = gettext_lazy("A name has no ticks, stars, pictures or words such as “verified”. Leave them out.")
LONGEST = {"office": 160, "person": 120, "address": 200, "phone": 40, "function": 160}


class Places:
    """Every place by code, and by name where only one is called so. One query."""

    def __init__(self):
        self.codes, self.names = {}, {}
        for place in Place.objects.defer("keys", "also"):
            self.codes[place.code.casefold()] = place
            for name in set(place.names.values()):
                self.names.setdefault(search_key(name), {})[place.pk] = place

    def find(self, words: str, kind: str = "") -> Place:
        if found := self.codes.get(words.casefold()):
            return found
        there = list(self.names.get(search_key(words), {}).values())
        if len(there) > 1 and kind:
            wanted = Place.Kind.LOCALITY if kind == OfficeKind.TOWN_HALL else Place.Kind.REGION
            there = [place for place in there if place.kind == wanted] or there
        if not there:
            raise ValueError(_("“%(words)s” is no place we know. Write its code, as in MD-OR.") % {"words": words[:60]})
        if len(there) > 1:
            codes = ", ".join(sorted(place.code for place in there)[:6])
            said = {"words": words[:60], "codes": codes}
            raise ValueError(_("“%(words)s” is the name of several places. Write a code: %(codes)s.") % said)
        return there[0]


def office_facts(row: dict, places: Places) -> dict:
    _check_lengths(row)
    kind = kind_of(row["kind"])
    if not row["office"]:
        raise ValueError(_("The name of the office is empty."))
    place = places.find(row["place"], kind) if row["place"] else None
    if place is None:
        raise ValueError(_("The place is empty."))
    serves = countries_of(row.get("serves", ""))
    if kind in ABROAD and not serves:
        raise ValueError(_("Write which country this embassy or consulate serves, as in IT."))
    return {
        "kind": kind, "names": {get_language() or settings.LANGUAGE_CODE: name_of(row["office"])}, "place": place,
        "serves": serves, "address": row.get("address", ""), "phone": phone_of(row.get("phone", "")),
        "email": email_of(row.get("office_email", "")), "hours": hours_of(row.get("hours", "")),
        "topics": topics_of(row.get("topics", "")), "languages": languages_of(row.get("languages", "")),
    }  # fmt: skip


def person_facts(row: dict, places: Places) -> dict:
    starts, ends = day_of(row.get("starts_on", "")), day_of(row.get("ends_on", ""))
    if starts and ends and ends < starts:
        raise ValueError(_("The last day is before the first."))
    language = row.get("language", "").lower()
    if language and language not in dict(settings.LANGUAGES):
        raise ValueError(_("“%(code)s” is no language of this platform.") % {"code": language[:20]})
    territory = places.find(row["territory"]) if row.get("territory") else None
    function = row.get("function", "")
    facts = {
        "name": name_of(row["person"]), "functions": {get_language(): function} if function else {},
        "email": email_of(row.get("email", "")), "language": language, "territory": territory, "ends_on": ends,
        "topics": topics_of(row.get("topics", "")), "languages": languages_of(row.get("languages", "")),
    }  # fmt: skip
    return facts | ({"starts_on": starts} if starts else {})


def _check_lengths(row):
    for name, most in LONGEST.items():
        if len(row.get(name, "")) > most:
            raise ValueError(_("“%(words)s” is longer than %(num)s letters.") % {"words": row[name][:40], "num": most})


def name_of(words: str) -> str:
    try:
        plain = one_alphabet(words)
    except Lookalike as odd:
        raise ValueError(MIXED % {"word": odd.word[:40]}) from odd
    if bears_badge(plain) or bears_badge(words):
        raise ValueError(BADGE)
    return plain


def kind_of(words: str) -> str:
    """By its key, or by its name in any language of the interface."""
    said = search_key(words)
    for code, _native in settings.LANGUAGES:
        with override(code):
            found = {search_key(str(label)): value for value, label in OfficeKind.choices}
        found |= {search_key(value): value for value in OfficeKind.values}
        if said in found:
            return found[said]
    kinds = ", ".join(OfficeKind.values)
    raise ValueError(_("“%(words)s” is no kind of office. Write one of: %(kinds)s.")
                     % {"words": words[:40], "kinds": kinds})  # fmt: skip


def topics_of(words: str) -> list[str]:
    known = {search_key(value): value for value in Topic.values}
    known |= {search_key(str(label)): value for value, label in Topic.choices}
    found = []
    for word in re.split(r"[,;/|]+", words):
        if word.strip():
            if search_key(word) not in known:
                said = {"words": word.strip()[:40], "topics": ", ".join(Topic.values)}
                raise ValueError(_("“%(words)s” is no topic. Write some of: %(topics)s.") % said)
            found.append(known[search_key(word)])
    return list(dict.fromkeys(found))


def countries_of(words: str) -> list[str]:
    codes = [code.strip().upper() for code in re.split(r"[,;/|\s]+", words) if code.strip()]
    for code in codes:
        if len(code) != 2 or country_name(code, "en") == code:
            raise ValueError(_("“%(code)s” is no country. Write two letters, as in IT.") % {"code": code[:20]})
    return list(dict.fromkeys(codes))


def languages_of(words: str) -> list[str]:
    codes = [code.strip().lower() for code in re.split(r"[,;/|\s]+", words) if code.strip()]
    if wrong := next((code for code in codes if not re.fullmatch(r"[a-z]{2,3}", code)), ""):
        raise ValueError(_("“%(code)s” is no code of a language.") % {"code": wrong[:20]})
    return list(dict.fromkeys(codes))


def email_of(words: str) -> str:
    if words:
        try:
            validate_email(words)
        except ValidationError as error:
            raise ValueError(_("“%(words)s” is no e-mail address.") % {"words": words[:60]}) from error
    return words.lower()


def phone_of(words: str) -> str:
    if words and not re.fullmatch(r"[+0-9 ()./-]{5,40}", words):
        raise ValueError(_("“%(words)s” is no telephone number.") % {"words": words[:40]})
    return words


def hours_of(words: str) -> dict:
    try:
        return week_of(words)
    except ValueError as error:
        raise ValueError(_("“%(words)s” are no hours. Write them as: mon-fri 09:00-13:00, 14:00-17:00.")
                         % {"words": str(error)[:60]}) from error  # fmt: skip


def day_of(words: str) -> date | None:
    if not words:
        return None
    european = re.fullmatch(r"(\d{1,2})[./](\d{1,2})[./](\d{4})", words)
    try:
        return (
            date(*(int(part) for part in reversed(european.groups()))) if european else date.fromisoformat(words[:10])
        )
    except ValueError as error:
        raise ValueError(_("“%(words)s” is no day. Write it as 2026-12-31.") % {"words": words[:20]}) from error
