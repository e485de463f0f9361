"""Why a need fits, said to the person it fits."""

import json
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from rootbridge.base.design.formats import listed
from rootbridge.base.reference.languages import language_name
from rootbridge.base.reference.models import OccupationLabel, SkillLabel
from rootbridge.people.members.models import Ability
from rootbridge.people.offices.models import in_language

SKILLS_SAID = 3


@dataclass(frozen=True)
class Reason:
    """``key``: occupation, skills, home, reachable, languages, help; ``words``: the sentence."""

    key: str
    words: str


class Found(NamedTuple):
    """A row of the matching query. ``ability``: whose occupation is asked for; ``nearness``: 3 the locality, 2 the
    district, 1 the country; ``reach``: remote, there or nothing; ``places``: names of the need's place, as JSON."""

    need_id: int
    stamp: str
    score: int
    occupation: int | None
    ability: int | None
    skills: list[int]
    nearness: int
    reach: str
    languages: list[str]
    speaks_all: bool
    offered: str
    places: str


def reasons_of(rows: list[Found], member, language) -> dict[int, list[Reason]]:
    """The reasons of each row, by need. At most three queries for all rows."""
    work = _work_of(rows, language)
    skills = {skill for row in rows for skill in row.skills[:SKILLS_SAID]}
    skill_names = SkillLabel.objects.filter(skill__in=skills).shown(language) if skills else {}
    return {row.need_id: list(_said(row, member, language, work, skill_names)) for row in rows}


def _work_of(rows, language) -> dict[int, str]:
    """{ability: its words}: the member's own where they are in the reader's language, else the occupation's name."""
    numbers = {row.ability for row in rows if row.ability}
    if not numbers:
        return {}
    abilities = {one.pk: one for one in Ability.objects.filter(pk__in=numbers)}
    foreign = {one.occupation_id for one in abilities.values() if one.language != language}
    names = OccupationLabel.objects.filter(occupation__in=foreign).shown(language) if foreign else {}
    return {pk: names.get(one.occupation_id, one.own_words) for pk, one in abilities.items()}


def _said(row, member, language, work, skill_names):
    if row.ability in work:
        yield Reason("occupation", _("Your work: %(occupation)s") % {"occupation": work[row.ability]})
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
