"""What a registration says so far, line by line."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rootbridge.base.reference.models import Place
from rootbridge.people.organisations import facts
from rootbridge.people.organisations.models import Function, OrganisationKind, Work

from .steps import Step, steps_for


def summary_of(draft) -> list[tuple[Step, list[str]]]:
    """(step, its lines in words) of each step; no lines where nothing was said. One query."""
    said = draft.answers
    codes = [*said.get("home", []), *(code for code, _town in said.get("here", []))]
    places = {one.code: one.name(get_language()) for one in Place.objects.filter(code__in=codes)}
    lines = {
        "kind": [_label(OrganisationKind, said.get("kind"))],
        "name": [said.get("name"), said.get("name_also")],
        "here": [", ".join(filter(None, (town, places.get(code)))) for code, town in said.get("here", [])],
        "home": [places.get(code) for code in said.get("home", [])],
        "work": [*(_label(Work, key) for key in said.get("works_on") or []), said.get("about")],
        "facts": _facts(said),
        "contact": [said.get(key) for key in ("email", "phone", "website", "social")],
        "speaker": [said.get("speaker"), _label(Function, said.get("function")), said.get("own_email")],
        "papers": [paper.name for paper in draft.papers.all()],
    }  # fmt: skip
    return [(step, [str(line) for line in lines.get(step.key, []) if line]) for step in steps_for(said)
            if step.key != "check"]  # fmt: skip


def _label(choices, key) -> str:
    return str(dict(choices.choices).get(key, ""))


def _facts(said) -> list[str]:
    found = []
    for fact in facts.fields_of(said.get("kind", "")):
        value = (said.get("facts") or {}).get(fact.key)
        known = dict(fact.choices)
        words = [str(known.get(one, one)) for one in value] if isinstance(value, list) else [value]
        if value:
            told = _("Yes") if value is True else " · ".join(str(word) for word in words)
            found.append(f"{fact.label}: {told}")
    return found
