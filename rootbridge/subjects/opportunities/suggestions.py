"""Occupations and skills to tick for a need: those it has already, and those recognised in its words."""

from typing import NamedTuple

from rootbridge.base.core.text import search_key
from rootbridge.base.reference.models import OccupationLabel, SkillLabel
from rootbridge.base.reference.recognition import Match, likely, recognise_occupations, recognise_skills, skills_of

from .models.need import MANY
from .tongues import phrases

MOST_OCCUPATIONS, MOST_SKILLS, MOST_OFFERED, MOST_PHRASES = 8, 6, 16, 8
LEAST = 0.4  # below this score an occupation is not offered
SURE, NEAR = 0.65, 0.05  # from this score on, and this near to the best, a tick is set beforehand
OWN = 0.45  # from this score on a skill of the likely occupations counts as said
SAID, BESIDE = 0.98, 0.15  # a part of the text that says something surely; what stands this near to it
MOST_ESSENTIAL = 4
Ids = dict[str, list[int]]


class Suggestions(NamedTuple):
    """``offered``: {"occupations": {id: label}, "skills": {id: label}}; ``ticked``: which of them beforehand."""

    offered: dict[str, dict[int, str]]
    ticked: Ids


def held_by(need, changed: dict) -> Ids:
    """{"skills": ids, "occupations": ids} of a need, with a change that waits laid over it."""
    return {
        name: changed[name] if name in changed else list(getattr(need, name).values_list("pk", flat=True))
        for name in MANY
    }


def suggest(text: str, told: str, held: Ids, language: str) -> Suggestions:
    """What the need has, then what a text in the language ``told`` suggests. Ticked is what the need has; where it has
    nothing yet, what the text says surely, and what its occupation cannot do without."""
    parts = phrases(text, told)[:MOST_PHRASES]
    found = [match for match in likely(_said(recognise_occupations, text, told, _who(parts))) if match.score >= LEAST]
    sure = held["occupations"] or _sure(found)
    numbers = [*held["occupations"], *(match.pk for match in found[:MOST_OCCUPATIONS])]
    own = skills_of(sure or numbers[:2], language, MOST_OFFERED)
    known = {offer.pk for offer in own}
    said = [match for match in _said(recognise_skills, text, told, parts)
            if match.score >= (OWN if match.pk in known else SURE)][:MOST_SKILLS]  # fmt: skip
    occupations = _in_order(numbers, OccupationLabel.objects.filter(occupation__in=numbers).shown(language))
    wanted = [*held["skills"], *(match.pk for match in said)]
    skills = _in_order(wanted, SkillLabel.objects.filter(skill__in=wanted).shown(language))
    for offer in own:
        skills.setdefault(offer.pk, offer.label)
    essential = [offer.pk for offer in own if offer.is_essential][:MOST_ESSENTIAL] if sure else []
    first = {"occupations": sure, "skills": list(dict.fromkeys([*(match.pk for match in said), *essential]))}
    return Suggestions({"occupations": occupations, "skills": skills}, held if any(held.values()) else first)


def _who(parts: list[str]) -> list[str]:
    """The parts, and the first word and first two of the text: there it says who is needed."""
    words = parts[0].split() if parts else []
    return list(dict.fromkeys([*words[:1], " ".join(words[:2]), *parts])) if words else []


def _said(recognise, text, language, parts) -> list[Match]:
    """What the whole text may mean, and what a part of it says in so many words: long texts blur. The best first."""
    best = {match.pk: match for match in recognise(text, language, MOST_OCCUPATIONS)}
    for phrase in parts:
        matches = recognise(phrase, language, MOST_OCCUPATIONS)
        if matches and matches[0].score >= SAID:
            for match in matches:
                if match.score >= matches[0].score - BESIDE and match.score > getattr(best.get(match.pk), "score", 0):
                    best[match.pk] = match
    return sorted(best.values(), key=lambda match: (-match.score, search_key(match.label)))


def _sure(matches) -> list[int]:
    """The best one, and those that are as good."""
    best = max((match.score for match in matches), default=0)
    return [match.pk for match in matches if match.score >= max(SURE, best - NEAR)]


def _in_order(numbers, labels) -> dict[int, str]:
    return {number: labels[number] for number in dict.fromkeys(numbers) if number in labels}
