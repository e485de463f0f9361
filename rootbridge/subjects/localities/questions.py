"""What the keeper of a page is asked this month: first what waits, then what is old, then what is missing. Three of
them are a month's look: ten minutes on a phone."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils.translation import gettext as _

from rootbridge.base.core.placed import place_slots

from .models import Contribution, Entry, Kind, Page, Round, State

ROUND = 3
# As many planks as a bridge has at most.
PLANKS = 8
# Days after which what is confirmed may be asked about before its day has come.
FRESH = 30


@dataclass(frozen=True)
class Question:
    """``kind``: ``decide``, ``check`` or ``fill``; ``fill``: what is missing: ``lead``, ``estimate``, ``contact`` or a
    kind of entry."""

    key: str
    kind: str
    title: str
    why: str = ""
    entry: Entry | None = None
    contribution: Contribution | None = None
    fill: str = ""


@dataclass(frozen=True)
class Look:
    """A month's look: the questions still open this month, how many were answered, how many make it whole."""

    open: list[Question] = field(default_factory=list)
    done: int = 0
    most: int = ROUND

    @property
    def wanted(self) -> int:
        return min(self.most, self.done + len(self.open))

    @property
    def is_over(self) -> bool:
        return self.done >= self.most or not self.open

    @property
    def next(self) -> Question | None:
        return None if self.is_over else self.open[0]

    @property
    def lacks(self) -> int:
        """How much more a whole page has: asked of whoever wants to go on, and of nobody else this month."""
        return sum(one.kind == "fill" for one in self.open)

    def all_of_it(self) -> "Look":
        """The same for whoever goes on until the page is whole."""
        return Look(self.open, self.done, len(self.open) + self.done)

    @property
    def planks(self) -> list[dict]:
        """Of the bridge: one for each question of the month."""
        number = min(max(self.wanted, 1), PLANKS)
        done = number if self.is_over else min(self.done, number - 1)
        names = [_("Answered")] * done + [one.title for one in self.open]
        state = ["done" if step < done else "now" if step == done else "ahead" for step in range(number)]
        return [{"name": names[step] if step < len(names) else "", "state": state[step], "side": "home"}
                for step in range(number)]  # fmt: skip


def look_at(place, today, may_decide=lambda contribution: True) -> Look:
    """The month's look at a page."""
    answered = Round.answered_at(place, today)
    page = Page.of(place)
    entries = list(Entry.objects.standing().confirmed().at(place).for_pages().order_by("review_on", "pk"))
    waiting = Contribution.objects.waiting().standing().at(place).for_desk().order_by("due_on", "pk")
    found = [_of_contribution(one) for one in waiting if may_decide(one)]
    found += [_of_entry(one, today) for one in entries if one.is_stale(today)]
    found += missing(place, page, entries)
    older = [one for one in entries if not one.is_stale(today) and one.checked_on < today - timedelta(days=FRESH)]
    found += [_of_entry(one, today) for one in sorted(older, key=lambda one: (one.checked_on, one.pk))]
    return Look([one for one in found if one.key not in answered], len(answered))


def missing(place, page, entries) -> list[Question]:
    """What a whole page has and this one lacks."""
    count = {kind: sum(one.kind == kind for one in entries) for kind in Kind}
    lacks = [
        ("lead", not page.leads, _("What is this place, in one or two sentences?"),
         _("It stands below the name: where it lies, how many live there, what it is known for.")),
        ("facility", count[Kind.FACILITY] < 3, _("Is there another school, clinic, market or office?")
         if count[Kind.FACILITY] else _("Which school, clinic or office should people know of?"),
         _("People abroad look for hours and telephone numbers for their parents.")),
        ("priority", count[Kind.PRIORITY] < 3, _("What else does the plan put first?")
         if count[Kind.PRIORITY] else _("What does the local plan put first?"),
         _("One thing at a time, in one sentence.")),
        ("investment", not count[Kind.INVESTMENT], _("What is being built or repaired with public money?"),
         _("With its amount and its state, people need not ask.")),
        ("document", not count[Kind.DOCUMENT], _("Where can people read the local plan?"),
         _("A file, or an address on the web.")),
        ("news", not count[Kind.NEWS], _("What happened here lately?"),
         _("Whoever follows this place reads it in the weekly letter.")),
        ("estimate", page.abroad_number is None, _("How many people from here live abroad?"),
         _("An official estimate, with its year and who made it.")),
    ]  # fmt: skip
    found = [Question(_key(name, count), "fill", title, why, fill=name) for name, is_missing, title, why in lacks
             if is_missing]  # fmt: skip
    slot = place_slots.get("locality.contacts")
    if slot and slot.full and not slot.full(place):
        found.append(Question("fill-contact", "fill", _("Who can people write to?"),
                              _("No office of this place has a name yet."), fill="contact"))  # fmt: skip
    return found


def _key(name: str, count: dict) -> str:
    """Another one of a kind is another question."""
    return f"fill-{name}-{count[name]}" if count.get(name) else f"fill-{name}"


def _of_entry(entry, today) -> Question:
    works = entry.kind == Kind.INVESTMENT and entry.state in (State.PLANNED, State.UNDER_WAY)
    why = _("People abroad look at works first: how far are they?") if works else ""
    return Question(f"entry-{entry.pk}", "check", _("Is this still true?"), why, entry=entry)


def _of_contribution(contribution) -> Question:
    return Question(f"said-{contribution.pk}", "decide", _("Somebody said this. Is it so?"),
                    contribution=contribution, entry=contribution.entry)  # fmt: skip
