"""Why a need fits, said to the person it fits."""

import json
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from rootbridge.base.design.formats import listed
from rootbridge.base.reference.languages import language_name
from rootbridge.base.reference.models import OccupationLabel, SkillLabel
from rootbridge.people.offices.models import in_language

SKILLS_SAID = 3
SECONDS_REMEMBERED = 300
ROOM = 20_000
_known: OrderedDict[tuple, tuple[str, float]] = OrderedDict()


@dataclass(frozen=True)
class Reason:
    """``key``: occupation, skills, home, reachable, languages, help; ``words``: the sentence."""

    key: str
    words: str


class Found(NamedTuple):
    """A row of the matching query. ``words``: the member's own for the occupation; ``nearness``: 3 the locality, 2 the
    district, 1 the country; ``reach``: remote, there or nothing; ``places``: names of the need's place, as JSON."""

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


def _said(row, member, language, names, skill_names):
    if row.occupation:
        words = row.words if row.words_language == language else names.get(row.occupation, row.words)
        yield Reason("occupation", _("Your work: %(occupation)s") % {"occupation": words})
    known = [skill_names[skill] for skill in row.skills[:SKILLS_SAID] if skill in skill_names]
    if known:
        yield Reason("skills", _("You know: %(skills)s") % {"skills": listed(known)})
    if row.nearness >= 2:
        yield Reason("home", _from_home(row, language))
    if row.reach == "remote" and member.living:
        yield Reason("reachable", _("Can be done from %(country)s") % {"country": member.living.name(language)})
    if row.reach == "there":
        yield Reason("reachable", _("In the country where you live"))
    if row.speaks_all:
        said = listed([language_name(code, language) for code in row.languages])
        yield Reason("languages", _("You speak %(languages)s") % {"languages": said})
    if row.offered:
        yield Reason("help", _("You offered this kind of help"))


def _from_home(row, language):
    names = json.loads(row.places) if isinstance(row.places, str) else row.places
    words = _("From %(place)s, your home") if row.nearness == 3 else _("From %(place)s, near your home")
    return words % {"place": in_language(names, language)}
