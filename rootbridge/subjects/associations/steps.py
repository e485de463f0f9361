"""The questions of a registration, one a screen."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rootbridge.people.organisations.facts import fields_of


@dataclass(frozen=True)
class Step:
    key: str
    title: str
    lead: str

    @property
    def url(self) -> str:
        return reverse("associations:step", args=[self.key])


STEPS = (
    Step("kind", _("What is it?"), _("Groups without any papers are welcome too.")),
    Step("name", _("What is it called?"), _("As its people call it.")),
    Step("here", _("Where does it work?"), _("The country and the town where its people live.")),
    Step("home", _("Which places is it for?"), _("The village, town, district or country of origin.")),
    Step("work", _("What does it do?"), _("Tick what fits, and say it in a few sentences.")),
    Step("facts", _("A few things of its own"), _("What people ask about this kind. All of it may stay empty.")),
    Step("contact", _("How can people reach it?"), _("You choose what stands on the page.")),
    Step("speaker", _("Who speaks for it?"), _("You, most likely. Others are added later.")),
    Step("papers", _("Any papers?"), _("Not needed to be listed. Only those who verify see them.")),
    Step("check", _("Is all of it right?"), _("Look it over, then register.")),
)  # fmt: skip
BY_KEY = {step.key: step for step in STEPS}
ASKED_BEFORE_SENDING = ("kind", "name", "here", "home", "work", "speaker")


def steps_for(answers: dict) -> list[Step]:
    """Those that its kind asks."""
    return [step for step in STEPS if step.key != "facts" or fields_of(answers.get("kind", ""))]


def after(key: str, answers: dict) -> Step:
    steps = steps_for(answers)
    keys = [step.key for step in steps]
    return steps[min(keys.index(key) + 1, len(steps) - 1)] if key in keys else steps[0]


def before(key: str, answers: dict) -> Step | None:
    steps = steps_for(answers)
    place = [step.key for step in steps].index(key)
    return steps[place - 1] if place else None


def open_steps(registration) -> list[Step]:
    """Those that must be answered before it can be sent and are not."""
    return [BY_KEY[key] for key in ASKED_BEFORE_SENDING if key not in registration.done]
