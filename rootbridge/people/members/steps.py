"""The short steps of a profile, in order; each can be skipped, each can be changed later."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .models import Ability, Giving, Interest, Member, MemberLanguage, MemberSkill, Seeking


@dataclass(frozen=True)
class Step:
    """``opens``: the fields whose ticks "who can see this" stand on the page. ``is_numbered``: one of the five."""

    key: str
    title: str
    lead: str
    opens: tuple[str, ...] = ()
    is_numbered: bool = True

    @property
    def url(self) -> str:
        return reverse("members:step", kwargs={"step": self.key})


STEPS = (
    Step("living", _("Where I live"), _("What holds for you depends on the country you live in."),
         ("living", "living_city")),
    Step("home", _("Where I am from"), _("Your district or town can tell you what it needs and does."), ("home",)),
    Step("abilities", _("What I can do"), _("Say it as you would say it to a neighbour. We find the needs that fit."),
         ("abilities",)),
    Step("giving", _("What I give and look for"), _("An hour can be enough. You choose again each time."),
         ("giving", "seeking")),
    Step("about", _("A little more about me"), _("All of it is optional. Then the pages show first what fits you."),
         ("name", "languages", "stage")),
)  # fmt: skip
SKILLS = Step("abilities", _("What I can do"),
              _("Say which profession you mean, and tick what you can do. Nothing is ticked for you."),
              ("skills",))  # fmt: skip
NAME = Step("name", _("Name and language"), _("How we call you, and in which language we write."), ("name",), False)
BY_KEY = {step.key: step for step in (*STEPS, NAME)}
ASKED = {
    **{name: (Member, name) for name in ("name", "language", "living", "living_city", "home", "stage", "gender",
                                         "gender_words", "age_band")},
    "abilities": (Ability, "own_words"), "skills": (MemberSkill, "skill"), "languages": (MemberLanguage, "code"),
    "giving": (Giving, "kind"), "seeking": (Seeking, "kind"), "topics": (Interest, "topic"),
}  # fmt: skip
PURPOSES = {key: model._meta.get_field(field).keeping.purpose for key, (model, field) in ASKED.items()}


def number_of(step: Step) -> int:
    """From 1; 0 for a page outside the sequence."""
    return [one.key for one in STEPS].index(step.key) + 1 if step.is_numbered else 0


def after(step: Step) -> Step | None:
    return STEPS[number_of(step)] if step.is_numbered and number_of(step) < len(STEPS) else None


def before(step: Step) -> Step | None:
    return STEPS[number_of(step) - 2] if number_of(step) > 1 else None


def next_card(member) -> Step | None:
    """The first step that the member has said nothing in; None when each has something. One query."""
    mine = {"member": OuterRef("pk")}
    said = Member.objects.filter(pk=member.pk).values_list(
        Exists(Ability.objects.filter(**mine)), Exists(Giving.objects.filter(**mine)),
        Exists(Seeking.objects.filter(**mine)), Exists(MemberLanguage.objects.filter(**mine)),
    )  # fmt: skip
    ability, giving, seeking, language = said.get()
    is_said = {"living": member.living_id or member.stage, "home": member.home_id, "abilities": ability,
               "giving": giving or seeking, "about": language}  # fmt: skip
    return next((step for step in STEPS if not is_said[step.key]), None)
