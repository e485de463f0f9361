"""Who may have what, as data: the facts that a rule may ask for, how it compares them, and what is answered.

A rule is a row of field, operator and values. What somebody says is one dict {field: value}; the answer to each rule is
yes, no with the reason and what would change it, or not said yet.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from rootbridge.base.core.bearings import Stage
from rootbridge.base.core.names import in_language
from rootbridge.base.design.formats import country_name, listed, number
from rootbridge.base.reference.models import Place


class Applicant(TextChoices):
    PERSON = "person", gettext_lazy("One person")
    BUSINESS = "business", gettext_lazy("A business")
    ASSOCIATION = "association", gettext_lazy("An association or group")
    LOCAL_AUTHORITY = "local_authority", gettext_lazy("A town hall")


class Sector(TextChoices):
    FARMING = "farming", gettext_lazy("Farming")
    FOOD = "food", gettext_lazy("Food and drink")
    CRAFT = "craft", gettext_lazy("Making things")
    BUILDING = "building", gettext_lazy("Building")
    CARE = "care", gettext_lazy("Health and care")
    TEACHING = "teaching", gettext_lazy("Teaching")
    DIGITAL = "digital", gettext_lazy("Computers and internet")
    TOURISM = "tourism", gettext_lazy("Travel and guests")
    TRADE = "trade", gettext_lazy("Buying and selling")
    TRANSPORT = "transport", gettext_lazy("Transport")
    REPAIR = "repair", gettext_lazy("Repairs and services")
    PUBLIC = "public", gettext_lazy("Works for the place: light, water, school, park")
    OTHER = "other", gettext_lazy("Something else")


class YesNo(TextChoices):
    YES = "yes", gettext_lazy("Yes")
    NO = "no", gettext_lazy("No")


class Operator(TextChoices):
    AMONG = "among", gettext_lazy("is one of")
    NOT_AMONG = "not_among", gettext_lazy("is none of")
    LEAST = "least", gettext_lazy("is at least")
    MOST = "most", gettext_lazy("is at most")


SETS = (Operator.AMONG, Operator.NOT_AMONG)
CHOICE, COUNTRY, PLACE, NUMBER, MONEY, PERCENT = "choice", "country", "place", "number", "money", "percent"


@dataclass(frozen=True)
class Fact:
    """One thing that rules may ask for. ``kind``: how it is said; ``unit``: of a number, a lazy plural;
    ``most``: the greatest number that makes sense."""

    key: str
    title: str
    question: str
    kind: str
    choices: type[TextChoices] | None = None
    unit: object = None
    most: int = 1_000_000_000

    @property
    def is_set(self) -> bool:
        return self.kind in (CHOICE, COUNTRY, PLACE)


_months = ngettext_lazy("%(num)s month", "%(num)s months", "num")
_years = ngettext_lazy("%(num)s year", "%(num)s years", "num")
FACTS = {
    fact.key: fact
    for fact in (
        Fact("applicant", gettext_lazy("Who applies"), gettext_lazy("Who would apply?"), CHOICE, Applicant),
        Fact("stage", gettext_lazy("Stage of life"), gettext_lazy("Where are you in life?"), CHOICE, Stage),
        Fact("residence", gettext_lazy("Country of residence"), gettext_lazy("In which country do you live?"), COUNTRY),
        Fact("origin", gettext_lazy("Where it happens"), gettext_lazy("In which place at home would it happen?"),
             PLACE),
        Fact("sector", gettext_lazy("Field of work"), gettext_lazy("What is it about?"), CHOICE, Sector),
        Fact("age", gettext_lazy("Age"), gettext_lazy("How old are you?"), NUMBER, unit=_years, most=120),
        Fact("away", gettext_lazy("Time worked abroad"), gettext_lazy("How many months have you worked abroad?"),
             NUMBER, unit=_months, most=720),
        Fact("back", gettext_lazy("Time since coming back"), gettext_lazy("How many months ago did you come back?"),
             NUMBER, unit=_months, most=720),
        Fact("earned", gettext_lazy("Money earned abroad"),
             gettext_lazy("Can you show that the money was earned legally abroad?"), CHOICE, YesNo),
        Fact("firm", gettext_lazy("Age of the business"),
             gettext_lazy("How many months ago was the business registered? 0 if it is not yet."), NUMBER, unit=_months,
             most=1_200),
        Fact("total", gettext_lazy("Cost of the whole"), gettext_lazy("What does the whole cost?"), MONEY),
        Fact("grant", gettext_lazy("Amount asked for"), gettext_lazy("How much do you need from a programme?"), MONEY),
        Fact("own_share", gettext_lazy("Own share"), gettext_lazy("Which part of the cost can you bring yourselves?"),
             PERCENT, most=100),
        Fact("diaspora_share", gettext_lazy("Share of the diaspora"),
             gettext_lazy("Which part of the cost do people abroad give?"), PERCENT, most=100),
        Fact("local_share", gettext_lazy("Share of the town hall"),
             gettext_lazy("Which part of the cost does the town hall give?"), PERCENT, most=100),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Verdict:
    """What one rule says to one person. ``answer``: True, False, or None where it was not said yet; ``reason`` and
    ``remedy`` only with a no."""

    rule: object
    answer: bool | None
    reason: str = ""
    remedy: str = ""


def check(rules: Iterable, said: dict, currency: str) -> list[Verdict]:
    """Every rule against what was said; in the order of the rules. ``said``: {field: "IT", or a number}."""
    return [verdict_of(rule, said.get(rule.field), currency) for rule in rules]


def verdict_of(rule, given, currency: str) -> Verdict:
    """The answer of one rule to one given value; None or "" is not said."""
    fact = FACTS.get(rule.field)
    if fact is None or given in (None, ""):
        return Verdict(rule, None)
    holds = _holds(fact, rule, given)
    if holds:
        return Verdict(rule, True)
    reason = _("You said: %(given)s.") % {"given": shown(fact, given, currency)}
    return Verdict(rule, False, reason, in_language(rule.remedies or {}) or _remedy(fact, rule, given, currency))


def _holds(fact, rule, given) -> bool:
    if rule.operator in SETS:
        is_among = _is_among(fact, rule.values, str(given))
        return is_among if rule.operator == Operator.AMONG else not is_among
    limit = float(rule.values[0])
    return float(given) >= limit if rule.operator == Operator.LEAST else float(given) <= limit


def _is_among(fact, values, given) -> bool:
    """Of places: is it one of these, or below one of them? A place is said by its path, a rule names its code."""
    if fact.kind == PLACE:
        return bool(set(given.strip("/").split("/")) & set(values))
    return given in values


def _remedy(fact, rule, given, currency) -> str:
    """What would change a no, where the rule's author wrote nothing."""
    if rule.operator == Operator.AMONG:
        return _("It would fit with: %(values)s.") % {"values": values_in_words(rule, currency)}
    if rule.operator == Operator.NOT_AMONG:
        return _("It would fit with anything but: %(values)s.") % {"values": values_in_words(rule, currency)}
    gap = abs(float(rule.values[0]) - float(given))
    said = {"limit": shown(fact, rule.values[0], currency), "gap": shown(fact, gap, currency)}
    if rule.operator == Operator.LEAST:
        return _("At least %(limit)s is needed: that is %(gap)s more.") % said
    return _("At most %(limit)s is possible: that is %(gap)s less.") % said


def shown(fact: Fact, value, currency: str = "") -> str:
    """One value in words."""
    if fact.kind == CHOICE:
        return str(dict(fact.choices.choices).get(value, value))
    if fact.kind == COUNTRY:
        return country_name(str(value))
    if fact.kind == PLACE:
        code = str(value).strip("/").split("/")[-1]
        return next(iter(places_named([code]).values()), code)
    amount = number(float(value))
    if fact.kind == MONEY:
        return f"{amount} {currency}".strip()
    if fact.kind == PERCENT:
        return f"{amount} %"
    return str(fact.unit % {"num": int(float(value))}).replace(str(int(float(value))), amount) if fact.unit else amount


def values_in_words(rule, currency: str = "") -> str:
    """The values of a rule, as a list in words."""
    fact = FACTS[rule.field]
    if fact.kind == PLACE:
        return listed(list(places_named(rule.values).values()))
    return listed([shown(fact, value, currency) for value in rule.values])


def in_words(rule, currency: str = "") -> str:
    """The whole rule, where its author wrote no sentence: "Age of the business is at most 24 months"."""
    fact = FACTS[rule.field]
    words = {"what": fact.title, "how": Operator(rule.operator).label, "values": values_in_words(rule, currency)}
    return _("%(what)s %(how)s: %(values)s") % words


def places_named(codes) -> dict[str, str]:
    """{code: name in the reader's language}; one query."""
    found = {place.code: in_language(place.names) or place.code for place in Place.objects.filter(code__in=list(codes))}
    return {code: found[code] for code in codes if code in found}
