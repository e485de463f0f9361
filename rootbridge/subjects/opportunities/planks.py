"""An answer as a bridge of six planks: what is done and by whom, whose turn it is, the present state in words."""

from collections.abc import Iterable

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from rootbridge.base.design.formats import date, number
from rootbridge.people.offices.models import in_language

from . import showing
from .facts import hours_short
from .models import Answer, Step, StepKind

HERE, HOME = "here", "home"
DONE, NOW, AHEAD = "done", "now", "ahead"
ROAD = (
    (StepKind.SENT, HERE), (StepKind.SEEN, HOME), (StepKind.ACCEPTED, HOME), (StepKind.AGREED, HERE),
    (StepKind.GIVEN, HERE), (StepKind.CONFIRMED, HOME),
)  # fmt: skip
AGREED_PLANK = 3


def bridge_of(answer: Answer, steps: Iterable[Step], *, seen_from: str = HERE) -> dict:
    """The arguments of ``ui.bridge``. ``steps``: all of the answer, in their order; ``seen_from``: here or home."""
    steps = _since_sent(list(steps))
    title, text = _words(answer, steps, seen_from)
    return {
        "planks": _planks(answer, steps), "title": title, "text": text, "here": _here(answer, seen_from),
        "home": _home(answer), "turn": _turn(answer), "mine": seen_from, "label": _("Steps of this answer"),
    }  # fmt: skip


def history_of(answer, steps, *, seen_from: str = HERE) -> list[dict]:
    """Every step in words, the newest last. Home reads no words and no hours before the answer is opened or after it
    was taken back, and nothing of what came before it was sent again."""
    is_read = seen_from == HERE or answer.is_opened
    steps = steps if seen_from == HERE else _since_sent(list(steps))
    helper = _("You") if seen_from == HERE else showing.name_for_home(answer) or _("The helper")
    organisation = in_language(answer.need.organisation.names)
    return [
        {
            "title": _step_title(step) if is_read else step.get_kind_display(), "at": step.at,
            "words": step.words if is_read else "", "language": step.language,
            "is_home": step.is_home, "who": _home_name(step, organisation) if step.is_home else helper,
        }
        for step in steps
    ]  # fmt: skip


def agree_words(steps) -> str:
    """What the button says that agrees to the last proposal."""
    hours = next((step.hours for step in reversed(list(steps)) if step.kind == StepKind.PROPOSED), None)
    return _("Agree to %(hours)s") % {"hours": hours_short(hours)} if hours else _("Agree to this")


def _step_title(step) -> str:
    amount = _amount(step.hours)
    title = step.get_kind_display() if amount or step.kind != StepKind.PROPOSED else _("Proposal")
    return _("%(step)s: %(hours)s") % {"step": title, "hours": amount} if amount else title


def _home_name(step, organisation) -> str:
    return (step.by.name if step.by else "") or organisation


def _since_sent(steps):
    """An answer that was taken back and sent again begins anew."""
    starts = [place for place, step in enumerate(steps) if step.kind == StepKind.SENT]
    return steps[starts[-1] :] if starts else steps


def _planks(answer, steps):
    reached = {step.kind for step in steps} & {kind for kind, _side in ROAD}
    last = max((place for place, (kind, _side) in enumerate(ROAD) if kind in reached), default=0)
    planks = []
    for place, (kind, side) in enumerate(ROAD):
        state = DONE if place <= last else NOW if place == last + 1 and not answer.is_over else AHEAD
        if place == AGREED_PLANK:
            side = _side_of_agreement(answer, steps, state)
        planks.append({"name": _plank_names()[kind], "state": state, "side": side})
    return planks


def _plank_names():
    return {StepKind.SENT: _("Answer sent"), StepKind.SEEN: _("Opened"), StepKind.ACCEPTED: _("Accepted"),
            StepKind.AGREED: _("Agreed"), StepKind.GIVEN: _("Given"), StepKind.CONFIRMED: _("Counted")}  # fmt: skip


def _side_of_agreement(answer, steps, state):
    if state == DONE:
        return next((HOME if step.is_home else HERE for step in reversed(steps) if step.kind == StepKind.AGREED), HERE)
    return HERE if answer.state == StepKind.PROPOSED and answer.proposed_by_home else HOME if state == NOW else HERE


def _turn(answer):
    if answer.is_over:
        return ""
    return HOME if answer.is_homes_turn else HERE


def _here(answer, seen_from):
    if seen_from == HERE:
        member = answer.member
        living = member.living.name(get_language()) if member.living else ""
        return {"name": _("You"), "place": member.living_city or living}
    is_read = answer.is_opened and "living" in answer.shown
    said = showing.words_of({"living": answer.profile.get("living", [])} if is_read else {})
    return {"name": showing.name_for_home(answer) or _("The helper"), "place": said["living"]}


def _home(answer):
    place = answer.need.place.bare_name(get_language())
    return {"name": place, "place": in_language(answer.need.organisation.names)}


def _words(answer, steps, seen_from):
    """The state in words. Only in states that are opened does it repeat what the other side wrote."""
    last = steps[-1] if steps else None
    said = _said_at_home if seen_from == HOME else _said_to_helper
    return said(answer, last, last.words if last else "")


def _said_to_helper(answer, last, words):
    """What home did was done by whoever took the step; what it will do is promised by whom the need names."""
    home, due = {"who": _who(answer)}, {"who": _who(answer), "day": date(answer.due_at, "plain")}
    did = _home_name(last, _who(answer)) if last and last.is_home else _who(answer)
    amount = _amount(last.hours if last else None)
    if answer.state == StepKind.PROPOSED and answer.proposed_by_home:
        return _("Agree the hours") if amount else _("Agree what and when"), _proposal(did, amount, words)
    return {
        StepKind.SENT: (_("Sent"), _("Nobody has opened it yet. %(who)s promises a reply by %(day)s.") % due),
        StepKind.SEEN: (_("Opened"), _("%(who)s has opened it and promises a reply by %(day)s.") % {**due, "who": did}),
        StepKind.ACCEPTED: (_("Accepted"), _("%(who)s will propose when and how much.") % home),
        StepKind.PROPOSED: (_("You made a proposal"), _("%(who)s agrees or proposes something else.") % home),
        StepKind.AGREED: (_agreed(answer), _("When it is done, say so here; then home counts it.")),
        StepKind.GIVEN: (_("Given"), _("%(who)s confirms it and counts it.") % home),
        StepKind.CONFIRMED: (_("Joined."), _counted(answer)),
        StepKind.DECLINED: (_("Not this time"), words),
        StepKind.WITHDRAWN: (_("Taken back"), _("What you showed is gone. You may answer again.")),
    }[StepKind(answer.state)]


def _said_at_home(answer, last, words):
    name = {"who": showing.name_for_home(answer) or _("The helper")}
    amount = _amount(last.hours if last else None)
    if answer.state == StepKind.PROPOSED and not answer.proposed_by_home:
        return _("Agree, or propose something else"), _proposal(name["who"], amount, words)
    return {
        StepKind.SENT: (_("Open the answer"), _waiting(answer)),
        StepKind.SEEN: (_("Accept or decline"), _waiting(answer)),
        StepKind.ACCEPTED: (_("Propose when and how much"), _waiting(answer)),
        StepKind.PROPOSED: (_("You made a proposal"), _("%(who)s agrees or proposes something else.") % name),
        StepKind.AGREED: (_agreed(answer), _("Count them here when they are given.")),
        StepKind.GIVEN: (_("Confirm what was given"), _given(name["who"], amount, words)),
        StepKind.CONFIRMED: (_("Joined."), _counted(answer)),
        StepKind.DECLINED: (_("Declined"), words),
        StepKind.WITHDRAWN: (_("Taken back"), _("Whoever answered took it back. Nothing of it is shown any more.")),
    }[StepKind(answer.state)]


def _who(answer):
    return answer.need.contact_name or in_language(answer.need.organisation.names)


def _waiting(answer):
    return _("Waiting since %(day)s. A reply is promised by %(due)s.") % {
        "day": date(answer.moved_at, "plain"), "due": date(answer.due_at, "plain"),
    }  # fmt: skip


def _amount(hours):
    return hours_short(hours) if hours else ""


def _proposal(who, amount, words):
    said = _("%(who)s proposes %(hours)s.") % {"who": who, "hours": amount} if amount else ""
    return " ".join(filter(None, [said, _quoted(words)]))


def _given(who, amount, words):
    said = _("%(who)s says that %(hours)s are given.") % {"who": who, "hours": amount} if amount else ""
    return " ".join(filter(None, [said, _quoted(words)]))


def _agreed(answer):
    if not answer.hours_agreed:
        return _("Agreed")
    return ngettext("%(hours)s hour agreed", "%(hours)s hours agreed", answer.hours_agreed) % {
        "hours": number(answer.hours_agreed)
    }


def _counted(answer):
    if not answer.counts_hours:
        return _("Thank you. It is counted.")
    hours = answer.hours_given or 0
    return ngettext("%(hours)s hour counted.", "%(hours)s hours counted.", hours) % {"hours": number(hours)}


def _quoted(words):
    """What somebody wrote, isolated so that its direction disturbs nothing around it."""
    return _("“%(words)s”") % {"words": f"\u2068{words}\u2069"} if words else ""
