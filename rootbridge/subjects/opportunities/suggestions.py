"""Occupations and skills to tick for a need: those it has already, and those recognised in its words."""

from rootbridge.base.reference.models import OccupationLabel, SkillLabel
from rootbridge.base.reference.recognition import recognise_occupations, recognise_skills, skills_of

from .models.need import MANY

MOST_OCCUPATIONS, MOST_SKILLS, MOST_OFFERED = 8, 6, 24
SURE = 0.6  # from this score on a tick is set beforehand
Ids = dict[str, list[int]]


def held_by(need, changed: dict) -> Ids:
    """{"skills": ids, "occupations": ids} of a need, with a change that waits laid over it."""
    return {name: changed.get(name) or list(getattr(need, name).values_list("pk", flat=True)) for name in MANY}


def offered_for(need, held: Ids, typed: str, language: str) -> dict[str, dict[int, str]]:
    """{"occupations": {id: label}, "skills": {id: label}}: what the need has, then what its words suggest."""
    title = need.said("titles", need.original)
    text, told = (typed, language) if typed else (title.text, title.language)
    found = recognise_occupations(text, told, MOST_OCCUPATIONS)
    numbers = [*held["occupations"], *(match.pk for match in found)]
    occupations = _in_order(numbers, OccupationLabel.objects.filter(occupation__in=numbers).shown(language))
    likely = held["occupations"] or [match.pk for match in found if match.score >= SURE] or numbers[:2]
    numbers = [*held["skills"], *(match.pk for match in recognise_skills(text, told, MOST_SKILLS))]
    skills = _in_order(numbers, SkillLabel.objects.filter(skill__in=numbers).shown(language))
    for offer in skills_of(likely, language, MOST_OFFERED):
        skills.setdefault(offer.pk, offer.label)
    return {"occupations": occupations, "skills": skills}


def ticked_for(need, held: Ids, offered) -> Ids:
    """What is ticked beforehand: what the need has; on a first visit what was recognised surely."""
    if any(held.values()):
        return held
    title = need.said("titles", need.original)
    sure = {match.pk for match in recognise_occupations(title.text, title.language) if match.score >= SURE}
    sure_skills = {match.pk for match in recognise_skills(title.text, title.language) if match.score >= SURE}
    return {"occupations": [number for number in offered["occupations"] if number in sure],
            "skills": [number for number in offered["skills"] if number in sure_skills]}  # fmt: skip


def _in_order(numbers, labels) -> dict[int, str]:
    return {number: labels[number] for number in dict.fromkeys(numbers) if number in labels}
