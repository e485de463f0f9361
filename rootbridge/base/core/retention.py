"""What is past its time and goes: one rule for each model that keeps a field for days, months or years."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from .keeping import DAY, SIX_MONTHS, THIRTY_DAYS, TWO_YEARS
from .registry import Registry

LENGTHS = {
    DAY: timedelta(days=1),
    THIRTY_DAYS: timedelta(days=30),
    SIX_MONTHS: timedelta(days=183),
    TWO_YEARS: timedelta(days=731),
}


@dataclass(frozen=True)
class Rule:
    """``model``: label in lower letters; ``clear(now)``: takes away what is past its time and says how many rows;
    of a sleeping part too."""

    model: str
    clear: Callable
    order: int = 0


rules: Registry[Rule] = Registry("retention")


def add_rule(model: str, clear: Callable, order: int = 0) -> Rule:
    return rules.add(model, Rule(model, clear, order))


def clear_outdated(now) -> dict[str, int]:
    """Apply every rule; {model: rows}."""
    return {rule.model: rule.clear(now) for rule in rules}
