"""The return plan: a few answers and a day make a dated list of steps, each with its guide and its office."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rootbridge.base.reference.models import Place
from rootbridge.people.offices.models import LOCAL, Office

from .models import Guide, PlanStep

HAVING = [
    ("children", gettext_lazy("Children come with me")),
    ("car", gettext_lazy("I bring a car")),
    ("things", gettext_lazy("I bring furniture and belongings")),
    ("pets", gettext_lazy("I bring an animal")),
    ("pension", gettext_lazy("I paid into a pension abroad")),
    ("diploma", gettext_lazy("I studied or trained abroad")),
    ("business", gettext_lazy("I want to start a business")),
]


@dataclass(frozen=True)
class Answers:
    """``living``: country left; ``on``: the day of return; ``having``: keys of HAVING; ``home``: code of a place, ""
    where not said; ``done``: keys of steps that are ticked."""

    living: str
    on: date
    having: frozenset = frozenset()
    home: str = ""
    done: frozenset = frozenset()

    @property
    def fields(self) -> list[tuple[str, str]]:
        """What the address of the plan carries, without the ticks."""
        pairs = [("living", self.living), ("on", self.on.isoformat()), ("home", self.home)]
        return [pair for pair in pairs if pair[1]] + [("having", key) for key, _name in HAVING if key in self.having]

    @property
    def query(self) -> str:
        return urlencode([*self.fields, *(("done", key) for key in sorted(self.done))])


@dataclass(frozen=True)
class Item:
    """A step with its day. ``guide``, ``office``: None where there is none; ``is_late``: past and not ticked;
    ``is_unsure``: the step or its guide is past its check."""

    step: PlanStep
    day: date
    guide: Guide | None
    office: Office | None
    is_done: bool
    is_late: bool
    is_unsure: bool


@dataclass(frozen=True)
class Plan:
    """``parts``: (title, items) before the day, on it, after it."""

    answers: Answers
    items: list[Item]
    parts: list[tuple[str, list[Item]]] = field(default_factory=list)

    @property
    def done_count(self) -> int:
        return sum(item.is_done for item in self.items)

    @property
    def checked_on(self) -> date | None:
        """When the oldest of its steps was checked."""
        return min((item.step.checked_on for item in self.items), default=None)


def plan_of(answers: Answers, *, language: str, today: date, read: Iterable[str] = ()) -> Plan:
    """The steps that fit, in the order of their days. At most five queries."""
    steps = [step for step in PlanStep.objects.in_order() if step.holds_for(answers)]
    guides, offices = _guides(steps, answers.living, language, read), _offices(steps, answers)
    items = [_item(step, answers, guides.get(step.guide), offices.get(step.office), today) for step in steps]
    titles = [_("Before you go"), _("The day you come home"), _("After you are home")]
    sorted_out: list[list[Item]] = [[], [], []]
    for item in items:
        sorted_out[(item.step.offset_days > 0) - (item.step.offset_days < 0) + 1].append(item)
    return Plan(answers, items, [(title, found) for title, found in zip(titles, sorted_out, strict=True) if found])


def _item(step: PlanStep, answers: Answers, guide, office, today) -> Item:
    day, is_done = answers.on + timedelta(days=step.offset_days), step.key in answers.done
    is_unsure = step.is_past_review(today) or bool(guide and guide.is_past_review(today))
    return Item(step, day, guide, office, is_done, day < today and not is_done, is_unsure)


def _guides(steps, living: str, language: str, read) -> dict[str, Guide]:
    """{name in a step: guide}. A step names a guide, or a family of guides that differ by country. One query."""
    names = {step.guide for step in steps if step.guide}
    rows = Guide.objects.published().filter(Q(slug__in=names) | Q(same_matter__in=names))
    found: dict[str, Guide] = {}
    for guide in sorted(rows.best_for(language, read).for_rows(), key=lambda one: (bool(one.residence), one.slug)):
        if guide.slug in names:
            found[guide.slug] = guide
        if guide.same_matter in names and (not guide.residence or living in guide.residence):
            found[guide.same_matter] = guide  # that of the country left stands last, and wins
    return found


def _offices(steps, answers: Answers) -> dict[str, Office]:
    """{name in a step: office}; ``home``: of the home place, the nearest; ``abroad``: of the country left."""
    names = {step.office for step in steps if step.office}
    offices = Office.objects.select_related("place")
    found = {office.slug: office for office in offices.filter(slug__in=names)}
    if "abroad" in names and answers.living:
        found["abroad"] = (
            offices.serving(answers.living).order_by("kind", "slug").first()
        )  # a consulate before an embassy
    if "home" in names and answers.home:
        place = Place.objects.filter(code=answers.home).first()
        near = sorted(offices.of_origin(place), key=lambda one: (-len(one.place.path), LOCAL.index(one.kind), one.slug))
        found["home"] = near[0] if near else None
    return found
