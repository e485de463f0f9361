"""What the pages show: calls with their moments, the terms of a programme, where an application stands."""

from datetime import timedelta
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markupsafe import Markup

from rootbridge.base.design.formats import moment, number

from .budget import money
from .history import told
from .models import Call, CallState, State
from .picking import amounts_in_words

# A page that may turn within this time is kept by nobody.
TURN = timedelta(seconds=90)
TAGS = {CallState.OPEN: "fine", CallState.COMING: "soon", CallState.CLOSED: "plain", CallState.CANCELLED: "late",
        CallState.DRAFT: "plain"}  # fmt: skip
STATE_TAGS = {"draft": "soon", "sent": "plain", "reserve": "soon", "granted": "fine", "finished": "fine",
              "refused": "plain", "withdrawn": "plain"}  # fmt: skip


class CallLine(NamedTuple):
    """A call as a page tells it. ``span``: its moments by its own clock; ``money``: "3,000,000 MDL", "" for none."""

    call: Call
    state: CallState
    tag: str
    span: str
    money: str


def call_line(call, now) -> CallLine:
    state = call.state_at(now)
    opens, closes = moment(call.opens_at, call.clock), moment(call.closes_at, call.clock)
    words = {
        CallState.OPEN: _("Open until %(closes)s, by the clock of %(zone)s"),
        CallState.COMING: _("Opens on %(opens)s, closes on %(closes)s, by the clock of %(zone)s"),
        CallState.CLOSED: _("Closed since %(closes)s"),
        CallState.CANCELLED: _("Cancelled"),
        CallState.DRAFT: _("From %(opens)s to %(closes)s, by the clock of %(zone)s"),
    }[state]
    span = Markup(words) % {"opens": opens, "closes": closes, "zone": zone_name(call.zone)}
    return CallLine(call, state, TAGS[state], span, money(call.budget, call.programme.currency))


def zone_name(zone: str) -> str:
    """Europe/Chisinau as "Chisinau"."""
    return zone.rpartition("/")[2].replace("_", " ")


def call_lines(calls, now) -> list[CallLine]:
    """The open ones first, by when they close; then those to come; then the newest of the past."""
    order = {CallState.OPEN: 0, CallState.COMING: 1, CallState.DRAFT: 2, CallState.CLOSED: 3, CallState.CANCELLED: 4}

    def rank(line):
        near = line.call.closes_at.timestamp()
        return order[line.state], near if order[line.state] < 2 else -near

    return sorted((call_line(call, now) for call in calls), key=rank)


def turns_soon(now) -> bool:
    """Does a call open or close within the next minute and a half? One query."""
    return Call.objects.turning_between(now, now + TURN).exists()


def kept_by_nobody(response):
    """A page that no cache may keep, though it is public."""
    response["Cache-Control"] = "private, no-store"
    return response


def programme_page(programme, now) -> dict:
    """Everything of a programme that stands on its page, in the order of its rules."""
    ordered = {
        name: list(getattr(programme, name).order_by("order", "pk"))
        for name in ("shares", "papers", "criteria", "stages", "questions", "rules")
    }
    weights = sum(criterion.weight for criterion in ordered["criteria"]) or 1
    return ordered | {
        "programme": programme, "currency": programme.currency, "money": money,
        "calls": call_lines(programme.calls.select_related("programme").filter(published_at__isnull=False), now),
        "amounts": amounts_in_words(programme), "place": programme.place.name(get_language()),
        "whole": _whole(programme), "is_past_review": programme.review_on < timezone.localdate(),
        "criteria": [(one, number(round(100 * one.weight / weights))) for one in ordered["criteria"]],
    }  # fmt: skip


def _whole(programme) -> str:
    """What the whole may cost, in words."""
    least, most, currency = programme.total_min, programme.total_max, programme.currency
    if least and most:
        return _("%(least)s to %(most)s") % {"least": money(least, currency), "most": money(most, currency)}
    if least:
        return _("at least %(amount)s") % {"amount": money(least, currency)}
    return _("at most %(amount)s") % {"amount": money(most, currency)} if most else ""


def bridge_of(application) -> dict:
    """The arguments of ``ui.bridge``: written and sent by here, the stages at home, what comes after."""
    stages = list(application.programme.stages.order_by("order", "pk"))[:5]
    reached = _reached(application, stages)
    planks = [(_("Written"), "here"), (_("Sent"), "here"), *((str(stage.name), "home") for stage in stages),
              (_("Accompanied"), "home")]  # fmt: skip
    drawn = []
    for position, (name, side) in enumerate(planks):
        state = "done" if position < reached else "now" if position == reached else "ahead"
        drawn.append({"name": name, "state": state, "side": side})
    turn = "here" if application.is_draft else "home"
    return {
        "planks": drawn, "title": str(application.get_state_display()), "text": after_words(application),
        "turn": "" if application.is_over else turn, "mine": "here",
        "here": {"name": _("You"), "place": ""},
        "home": {"name": str(application.programme.office.name), "place": ""},
    }  # fmt: skip


def _reached(application, stages) -> int:
    """The position of the plank on which it stands; past the last when everything is laid."""
    if application.state == State.DRAFT:
        return 0
    if application.state == State.SENT:
        numbers = [stage.pk for stage in stages]
        return 2 + (numbers.index(application.stage_id) if application.stage_id in numbers else 0)
    if application.state == State.GRANTED:
        return 2 + len(stages)
    return 3 + len(stages) if application.state == State.FINISHED else 1 + len(stages)


def after_words(application) -> str:
    """What happens next, in each state."""
    office = str(application.programme.office.name)
    if application.state == State.SENT and application.stage:
        words = str(application.stage.help)
        said = {"days": application.stage.days, "office": office}
        return f"{words} {_('It takes at most %(days)s days. %(office)s writes to you.') % said}".strip()
    return {
        State.DRAFT: _("Nobody but you and who applies with you can read it. It is saved with each step."),
        State.RESERVE: _("The money went to others first. If somebody steps back you hear from %(office)s."),
        State.GRANTED: _(
            "%(office)s names somebody who accompanies you. You agree on milestones and report them here."
        ),
        State.REFUSED: _("The reasons stand below. You may apply again to the next call."),
        State.WITHDRAWN: _("Nobody reads it any more. While the call is open you may begin anew."),
        State.FINISHED: _("Everything that was agreed is done. Thank you."),
    }.get(application.state, "") % {"office": office}


class StepLine(NamedTuple):
    words: str
    at: object
    who: str


def history_of(application, *, at_work=False) -> list[StepLine]:
    """What happened, the newest first; names only at work."""
    steps = application.steps.select_related("by", "whom").order_by("-at", "-pk")
    lines = [StepLine(told(step, at_work=at_work), step.at, step.by.short_name if at_work and step.by else "")
             for step in steps]  # fmt: skip
    return [line for line in lines if line.words]
