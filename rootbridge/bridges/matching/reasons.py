"""Why a need fits, said to the person it fits."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from rootbridge.base.reference.models import OccupationLabel, SkillLabel

SKILLS_SAID = 3


@dataclass(frozen=True)
class Reason:
    """``key``: occupation, skills, home, reachable, languages, help; ``words``: the sentence."""

    key: str
    words: str


def reasons_of(rows, member, language) -> dict[int, list[Reason]]:
    """The reasons of each row of the matching query, by need. At most two queries for all rows."""
    occupations = {row[3] for row in rows if row[3]}
    skills = {skill for row in rows for skill in row[4][:SKILLS_SAID]}
    names = OccupationLabel.objects.filter(occupation__in=occupations).shown(language) if occupations else {}
    skill_names = SkillLabel.objects.filter(skill__in=skills).shown(language) if skills else {}
    return {row[0]: list(_said(row, member, language, names, skill_names)) for row in rows}


def _said(row, member, language, names, skill_names):
    _need, _version, _score, occupation, skills, nearness, reachable, _speaks, speaks_all, wanted = row
    if occupation:
        yield Reason("occupation", _("Your work: %(occupation)s") % {"occupation": names.get(occupation, "")})
    known = [skill_names[skill] for skill in skills[:SKILLS_SAID] if skill in skill_names]
    if known:
        yield Reason("skills", _("You know: %(skills)s") % {"skills": _(", ").join(known)})
    if nearness >= 2:
        yield Reason("home", _from_home(member, nearness, language))
    if reachable and member.living:
        yield Reason("reachable", _("Can be done from %(country)s") % {"country": member.living.name(language)})
    if speaks_all:
        yield Reason("languages", _("You speak the language"))
    if wanted:
        yield Reason("help", _("You offered this kind of help"))


def _from_home(member, nearness, language):
    if nearness == 3:
        return _("From %(place)s, your home") % {"place": member.home.name(language)}
    return _("From your home district")
