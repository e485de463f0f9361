"""Which programme fits: what was said against the rules of every public programme, and the calls that are open."""

from dataclasses import dataclass

from .budget import money
from .eligibility import FACTS, Verdict, check, shown
from .models import Call, Programme


@dataclass(frozen=True)
class Fit:
    """One programme for one person. ``verdicts``: an answer for each rule; ``calls``: those open now, ``coming``: the
    next ones."""

    programme: Programme
    verdicts: list[Verdict]
    calls: list[Call]
    coming: list[Call]

    @property
    def no(self) -> list[Verdict]:
        return [verdict for verdict in self.verdicts if verdict.answer is False]

    @property
    def yes(self) -> list[Verdict]:
        return [verdict for verdict in self.verdicts if verdict.answer]

    @property
    def unsaid(self) -> list[Verdict]:
        return [verdict for verdict in self.verdicts if verdict.answer is None]

    @property
    def answer(self) -> str:
        """``yes``, ``no``, or ``maybe`` while something was not said."""
        if self.no:
            return "no"
        return "maybe" if self.unsaid or not self.verdicts else "yes"


RANK = {"yes": 0, "maybe": 1, "no": 2}


def wanted_facts(programmes) -> list[str]:
    """The facts that rules of these programmes ask for, in the order of the list."""
    asked = {rule.field for programme in programmes for rule in programme.rules.all()}
    return [key for key in FACTS if key in asked]


def fits(programmes, said: dict, now) -> list[Fit]:
    """Every programme, those that fit first; of equals those with an open call. One query."""
    open_calls, coming = {}, {}
    for call in Call.objects.published().filter(closes_at__gt=now, programme__in=programmes).order_by("opens_at"):
        shelf = open_calls if call.opens_at <= now else coming
        shelf.setdefault(call.programme_id, []).append(call)
    found = [
        Fit(one, check(sorted(one.rules.all(), key=lambda rule: (rule.order, rule.pk)), said, one.currency),
            open_calls.get(one.pk, []), coming.get(one.pk, []))
        for one in programmes
    ]  # fmt: skip
    return sorted(found, key=lambda fit: (RANK[fit.answer], not fit.calls, not fit.coming, str(fit.programme.name)))


def said_in_words(said: dict, currency: str) -> list[tuple[str, str]]:
    """(question, what was said), for the printed page."""
    return [(FACTS[key].question, shown(FACTS[key], value, currency)) for key, value in said.items()]


def amounts_in_words(programme) -> str:
    """What one grant may be: "10,000 to 250,000 MDL"."""
    least, most, currency = programme.grant_min, programme.grant_max, programme.currency
    if most is None:
        return ""
    return f"{money(least, '').strip()} – {money(most, currency)}" if least else money(most, currency)
