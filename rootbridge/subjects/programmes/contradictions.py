"""Rules that nobody can meet, told to their author: bounds that exclude each other, sets without anything in common,
shares that cannot make a whole, a grant that the shares do not allow."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _

from rootbridge.base.design.formats import number

from .budget import money
from .eligibility import FACTS, PERCENT, PLACE, Operator, in_words, shown


class Contradiction(Exception):
    """``sentences``: what contradicts what, in the author's language."""

    def __init__(self, sentences: list[str]):
        super().__init__("; ".join(sentences))
        self.sentences = sentences


def find(programme, shares: Iterable, rules: Iterable) -> list[str]:
    """Every contradiction among the terms of a programme as they would be."""
    shares, rules = list(shares), list(rules)
    return [*_of_rules(rules, programme.currency), *_of_shares(shares), *_of_money(programme, shares, rules)]


def _of_rules(rules, currency) -> list[str]:
    by_field = defaultdict(list)
    for rule in rules:
        by_field[rule.field].append(rule)
    found = []
    for key, some in by_field.items():
        fact = FACTS[key]
        found += _of_sets(fact, some) if fact.is_set else _of_bounds(fact, some, currency)
    return found


def _of_bounds(fact, rules, currency) -> list[str]:
    """The highest lower bound above the lowest upper bound, and bounds that make no sense."""
    least = max((float(rule.values[0]) for rule in rules if rule.operator == Operator.LEAST), default=None)
    most = min((float(rule.values[0]) for rule in rules if rule.operator == Operator.MOST), default=None)
    found = []
    if least is not None and most is not None and least > most:
        found.append(
            _("“%(what)s” would have to be at least %(least)s and at most %(most)s: nobody can be both.")
            % {"what": fact.title, "least": shown(fact, least, currency), "most": shown(fact, most, currency)}
        )
    if fact.kind == PERCENT and least is not None and least > 100:
        found.append(_("“%(what)s” cannot be more than the whole.") % {"what": fact.title})
    return found


def _of_sets(fact, rules) -> list[str]:
    """Sets that share nothing, or of which everything is taken out again."""
    sets = [rule for rule in rules if rule.operator == Operator.AMONG]
    out = {value for rule in rules if rule.operator == Operator.NOT_AMONG for value in rule.values}
    if not sets:
        return _all_out(fact, out)
    allowed, first = set(sets[0].values), sets[0]
    for other in sets[1:]:
        allowed = _shared(fact, allowed, set(other.values))
        if not allowed:
            said = {"one": in_words(first), "other": in_words(other)}
            return [_("Nothing meets both of these rules: “%(one)s” and “%(other)s”.") % said]
    if allowed and allowed <= out:
        return [_("“%(what)s”: everything that one rule allows, another forbids.") % {"what": fact.title}]
    return []


def _all_out(fact, out) -> list[str]:
    if fact.choices and out and out >= set(fact.choices.values):
        return [_("“%(what)s”: every possible answer is forbidden.") % {"what": fact.title}]
    return []


def _shared(fact, one: set, other: set) -> set:
    """What both sets hold. Of places, one below the other is shared: their codes begin alike."""
    if fact.kind != PLACE:
        return one & other
    return {a for a in one for b in other if _lies_in(a, b)} | {b for a in one for b in other if _lies_in(b, a)}


def _lies_in(code: str, other: str) -> bool:
    """Codes say where a place lies: MD, MD-OR, MD-OR-peresecina."""
    return code == other or code.startswith(f"{other}-")


def _of_shares(shares) -> list[str]:
    least = sum(float(share.least) for share in shares)
    if least > 100.01:
        return [_("Together all sides must give at least %(sum)s %%: more than the whole.") % {"sum": number(least)}]
    return []


def unpaid(shares: Iterable) -> list[str]:
    """Whether the shares as they are can never make the whole; asked when all of them are written."""
    most = sum(float(share.most) for share in shares)
    if most < 99.99:
        return [_("Together all sides give at most %(sum)s %%: the whole is never paid.") % {"sum": number(most)}]
    return []


def _of_money(programme, shares, rules) -> list[str]:
    """The largest grant that amounts, shares and rules allow must reach the smallest one."""
    found = []
    pairs = ((programme.grant_min, programme.grant_max, _("smallest grant"), _("largest grant")),
             (programme.total_min, programme.total_max, _("lowest cost"), _("highest cost")))  # fmt: skip
    for least, most, low, high in pairs:
        if least is not None and most is not None and least > most:
            found.append(_("The %(low)s is above the %(high)s.") % {"low": low, "high": high})
    share = next((share for share in shares if share.side == "programme"), None)
    caps = [programme.grant_max, share.most_amount if share else None, _bound(rules, "grant", Operator.MOST)]
    total = min(filter(None, (programme.total_max, _bound(rules, "total", Operator.MOST))), default=None)
    if share and total is not None:
        caps.append(total * float(share.most) / 100)
    cap = min((value for value in caps if value is not None), default=None)
    floor = max(programme.grant_min or 0, _bound(rules, "grant", Operator.LEAST) or 0)
    if not found and cap is not None and cap < floor:
        said = {"cap": money(cap, programme.currency), "floor": money(floor, programme.currency)}
        found.append(
            _("With these amounts and shares a grant is at most %(cap)s, but at least %(floor)s is asked.") % said
        )
    return found + _of_own_share(shares, rules)


def _of_own_share(shares, rules) -> list[str]:
    """A share that the rules of who may apply forbid."""
    sides = {"own_share": "applicant", "diaspora_share": "diaspora", "local_share": "local_authority"}
    by_side, found = {share.side: share for share in shares}, []
    for field, side in sides.items():
        share, most = by_side.get(side), _bound(rules, field, Operator.MOST)
        least = _bound(rules, field, Operator.LEAST)
        is_low = share and most is not None and most < float(share.least)
        is_high = share and least is not None and least > float(share.most)
        if is_low or is_high:
            found.append(
                _("“%(what)s”: the rule of who may apply and the share of the money contradict each other.")
                % {"what": FACTS[field].title}
            )
    return found


def _bound(rules, field, operator) -> float | None:
    """The strictest bound of a field."""
    values = [float(rule.values[0]) for rule in rules if rule.field == field and rule.operator == operator]
    if not values:
        return None
    return max(values) if operator == Operator.LEAST else min(values)
