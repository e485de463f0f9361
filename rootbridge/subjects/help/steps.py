"""The steps of a question in their order, as its desk and as whoever asked reads them."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from .staff import called


@dataclass(frozen=True)
class Step:
    """``words``: what happened; ``who``: of the desk, "" for whoever asked; ``note``: for the desk alone."""

    at: datetime
    words: str
    who: str = ""
    note: str = ""


def steps_of(question, *, said, for_desk: bool) -> list[Step]:
    """Oldest first. ``said``: its messages. Five queries at the desk, two for whoever asked, who reads first names and
    no notes. An office that must not see it is never named."""
    name = (lambda member: member.short_name if member else "") if for_desk else called
    steps = [Step(question.asked_at, _("Asked") + f" · {question.get_channel_display()}")]
    steps += [_spoken(one, name) for one in said]
    for hand in question.handovers.select_related("by", "to", "office", "left").order_by("at"):
        steps.append(Step(hand.at, _handed(hand, name), name(hand.by), hand.note if for_desk else ""))
    for closing in question.closings.select_related("by", "into").order_by("at"):
        steps += _closed(closing, name)
    if for_desk:
        steps += _work(question, name)
    return sorted(steps, key=lambda step: step.at)


def _spoken(one, name) -> Step:
    is_desk = bool(one.seat and one.seat.side == "desk")
    words = _("The desk wrote") if is_desk else _("Whoever asked wrote")
    return Step(one.at, words, name(one.seat.member) if is_desk else "")


def _handed(hand, name) -> str:
    if hand.left_id or not hand.to_id:
        return _("Passed on to %(office)s") % {"office": hand.office.name} if hand.left_id else _("Back at the desk")
    if hand.to_id == hand.by_id:
        return _("Taken")
    return _("Given to %(name)s") % {"name": name(hand.to)} if name(hand.to) else _("Given to a colleague")


def _closed(closing, name) -> list[Step]:
    words = {
        "answered": _("Answered"), "withdrawn": _("Withdrawn"),
        "merged": _("Joined with %(number)s") % {"number": closing.into.number if closing.into else ""},
    }[closing.kind]  # fmt: skip
    found = [Step(closing.at, words, name(closing.by) if closing.by else "")]
    return [*found, Step(closing.reopened_at, _("Open again"))] if closing.reopened_at else found


def _work(question, name) -> list[Step]:
    told = {
        "person": _("Late: whoever has it was told"), "office": _("Late: the desk was told"),
        "centre": _("Late: the centre was told"),
    }  # fmt: skip
    steps = [Step(one.at, told[one.stage]) for one in question.reminders.all()]
    steps += [Step(link.at, _("Something to read given along"), name(link.by))
              for link in question.links.select_related("by")]  # fmt: skip
    return steps
