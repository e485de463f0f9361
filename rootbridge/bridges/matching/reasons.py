"""Why a need fits, said to the person it fits."""

import json
import time
from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from rootbridge.base.design.formats import listed
from rootbridge.base.reference.languages import language_name
from rootbridge.base.reference.models import OccupationLabel, SkillLabel
from rootbridge.people.offices.models import in_language

SKILLS_SAID = 3
SECONDS_REMEMBERED = 300
ROOM = 20_000
SENTENCES = {
    "occupation": _("Your work: %(occupation)s"),
    "skills": _("You know: %(skills)s"),
    "place": _("From %(place)s, your home"),
    "near": _("From %(place)s, near your home"),
    "remote": _("Can be done from %(country)s"),
    "there": _("In the country where you live"),
    "languages": _("You speak %(languages)s"),
    "help": _("You offered this kind of help"),
}
_known: OrderedDict[tuple, tuple[str, float]] = OrderedDict()


@dataclass(frozen=True)
class Reason:
    """``key``: occupation, skills, home, reachable, languages, help; ``words``: the sentence."""

    key: str
    words: str


class Found(NamedTuple):
    """A row of the matching query. ``words``: the member's own for the occupation; ``nearness``: 3 the locality, 2 the
    district, 1 the country; ``reach``: remote, there or nothing; ``places``: names of the need's place, as JSON;
    ``of``: how many rows there are in all."""

    need_id: int
    stamp: str
    score: int
    occupation: int | None
    words: str | None
    words_language: str | None
    skills: list[int]
    nearness: int
    reach: str
    languages: list[str]
    speaks_all: bool
    offered: str
    places: str
    of: int


def reasons_of(rows: list[Found], member, language) -> dict[int, list[Reason]]:
    """The reasons of each row, by need. At most two queries for all rows, none when the names are known."""
    trades = {row.occupation for row in rows if row.occupation and row.words_language != language}
    skills = {skill for row in rows for skill in row.skills[:SKILLS_SAID]}
    names = _names(OccupationLabel, trades, language)
    skill_names = _names(SkillLabel, skills, language)
    return {row.need_id: list(_said(row, member, language, names, skill_names)) for row in rows}


def _names(labels, numbers, language) -> dict[int, str]:
    """{number: name} of occupations or skills; each remembered for a while."""
    now = time.monotonic()
    missing = [number for number in numbers if _known.get((labels, number, language), ("", 0))[1] < now]
    if missing:
        for number, name in labels.objects.filter(**{f"{labels.CONCEPT}__in": missing}).shown(language).items():
            _known[labels, number, language] = name, now + SECONDS_REMEMBERED
        while len(_known) > ROOM:
            _known.popitem(last=False)
    return {number: _known[labels, number, language][0] for number in numbers if (labels, number, language) in _known}


@lru_cache(maxsize=32)
def _sentences(language: str) -> dict[str, str]:
    with override(language):
        return {key: str(words) for key, words in SENTENCES.items()}


def _said(row, member, language, names, skill_names):
    say = _sentences(language)
    if row.occupation:
        words = row.words if row.words_language == language else names.get(row.occupation, row.words)
        yield Reason("occupation", say["occupation"] % {"occupation": words})
    known = [skill_names[skill] for skill in row.skills[:SKILLS_SAID] if skill in skill_names]
    if known:
        yield Reason("skills", say["skills"] % {"skills": listed(known)})
    if row.nearness >= 2:
        yield Reason("home", _from_home(row, language))
    if row.reach == "remote" and member.living:
        yield Reason("reachable", say["remote"] % {"country": member.living.name(language)})
    if row.reach == "there":
        yield Reason("reachable", say["there"])
    if row.speaks_all:
        yield Reason("languages", say["languages"] % {"languages": _spoken(tuple(row.languages), language)})
    if row.offered:
        yield Reason("help", say["help"])


@lru_cache(maxsize=2_000)
def _spoken(codes: tuple[str, ...], language: str) -> str:
    with override(language):
        return listed([language_name(code, language) for code in codes])


def _from_home(row, language):
    names = json.loads(row.places) if isinstance(row.places, str) else row.places
    words = _sentences(language)["place" if row.nearness == 3 else "near"]
    return words % {"place": in_language(names, language)}
