"""The money of an application against the rules of its programme: what it costs, who gives what, and what is wrong."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from rootbridge.base.design.formats import number

# Rounding: a third of a sum never comes out even.
TOLERANCE = 0.02


@dataclass(frozen=True)
class SharePart:
    """What one side gives. ``percent``: of the whole; ``faults``: sentences."""

    side: str
    title: str
    amount: int
    percent: float
    rule: str
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Budget:
    """``total``: of all costs; ``given``: of all sides; ``asked``: of the programme; ``faults``: what is wrong with the
    whole; with those of the parts, nothing may be left before it is sent."""

    currency: str
    total: int
    given: int
    asked: int
    parts: list[SharePart]
    faults: list[str]

    @property
    def is_right(self) -> bool:
        return not self.faults and not any(part.faults for part in self.parts)

    @property
    def all_faults(self) -> list[str]:
        return [*self.faults, *(fault for part in self.parts for fault in part.faults)]


def reckon(programme, shares: Iterable, costs: list[dict], given: dict[str, int]) -> Budget:
    """Sum up and compare. ``costs``: [{"what": words, "amount": 120000}]; ``given``: {side: amount}."""
    total = sum(int(cost.get("amount") or 0) for cost in costs)
    parts = [_part(share, int(given.get(share.side) or 0), total, programme.currency) for share in shares]
    together, asked = sum(part.amount for part in parts), int(given.get("programme") or 0)
    return Budget(programme.currency, total, together, asked, parts, _faults(programme, total, together, asked))


def _part(share, amount, total, currency) -> SharePart:
    percent = 100 * amount / total if total else 0.0
    faults = []
    if total and percent < float(share.least) - TOLERANCE:
        least = -(-total * float(share.least) // 100)
        faults.append(
            _("%(side)s must give at least %(percent)s %%: that is %(amount)s.")
            % {"side": share.title, "percent": number(float(share.least)), "amount": money(least, currency)}
        )
    if total and percent > float(share.most) + TOLERANCE:
        faults.append(
            _("%(side)s gives at most %(percent)s %%: that is %(amount)s.")
            % {"side": share.title, "percent": number(float(share.most)),
               "amount": money(total * float(share.most) // 100, currency)}
        )  # fmt: skip
    if share.most_amount is not None and amount > share.most_amount:
        faults.append(
            _("%(side)s gives at most %(amount)s.")
            % {"side": share.title, "amount": money(share.most_amount, currency)}
        )
    return SharePart(share.side, share.title, amount, percent, share.rule_words(currency), faults)


def _faults(programme, total, together, asked) -> list[str]:
    faults, currency = [], programme.currency
    if total == 0:
        return [_("Write what it costs: one line for each thing to pay.")]
    if together < total:
        missing = money(total - together, currency)
        faults.append(_("%(amount)s of the cost is given by nobody yet.") % {"amount": missing})
    if together > total:
        faults.append(_("All give %(amount)s more than it costs.") % {"amount": money(together - total, currency)})
    for value, least, most, low, high in (
        (total, programme.total_min, programme.total_max,
         _("The whole must cost at least %(amount)s."), _("The whole may cost at most %(amount)s.")),
        (asked, programme.grant_min, programme.grant_max,
         _("The programme gives no less than %(amount)s."), _("The programme gives at most %(amount)s.")),
    ):  # fmt: skip
        if least is not None and value < least:
            faults.append(low % {"amount": money(least, currency)})
        if most is not None and value > most:
            faults.append(high % {"amount": money(most, currency)})
    return faults


def money(amount, currency: str) -> str:
    """A sum in words: "250,000 MDL"."""
    return f"{number(int(amount))} {currency}" if amount is not None else ""
