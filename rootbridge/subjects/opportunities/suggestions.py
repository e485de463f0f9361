"""Occupations and skills to tick for a need: those it has already, and those recognised in its words."""

from rootbridge.base.reference.models import OccupationLabel, SkillLabel
from rootbridge.base.reference.recognition import recognise_occupations, recognise_skills, skills_of

from .models.need import MANY

MOST_OCCUPATIONS, MOST_SKILLS, MOST_OFFERED = 8, 6, 24
LEAST = 0.4  # below this score an occupation is not offered
SURE, NEAR = 0.65, 0.05  # from this score on, and this near to the best, a tick is set beforehand
Ids = dict[str, list[int]]


def held_by(need, changed: dict) -> Ids:
    """{"skills": ids, "occupations": ids} of a need, with a change that waits laid over it."""
    return {name: changed.get(name) or list(getattr(need, name).values_list("pk", flat=True)) for name in MANY}


def offered_for(need, held: Ids, typed: str, language: str) -> dict[str, dict[int, str]]:
    """{"occupations": {id: label}, "skills": {id: label}}: what the need has, then what its words suggest."""
    title = need.said("titles", need.original)
    text, told = (typed, language) if typed else (title.text, title.language)
    found = [match for match in recognise_occupations(text, told, MOST_OCCUPATIONS) if match.score >= LEAST]
    numbers = [*held["occupations"], *(match.pk for match in found)]
    occupations = _in_order(numbers, OccupationLabel.objects.filter(occupation__in=numbers).shown(language))
    likely = held["occupations"] or _sure(found) or numbers[:2]
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
    sure = _sure(recognise_occupations(title.text, title.language, MOST_OCCUPATIONS))
    skills = [match.pk for match in recognise_skills(title.text, title.language, MOST_SKILLS) if match.score >= SURE]
    return {"occupations": [number for number in sure if number in offered["occupations"]],
            "skills": [number for number in skills if number in offered["skills"]]}  # fmt: skip


def _sure(matches) -> list[int]:
    """The best one, and those that are as good."""
    best = max((match.score for match in matches), default=0)
    return [match.pk for match in matches if match.score >= max(SURE, best - NEAR)]


def _in_order(numbers, labels) -> dict[int, str]:
    return {number: labels[number] for number in dict.fromkeys(numbers) if number in labels}
