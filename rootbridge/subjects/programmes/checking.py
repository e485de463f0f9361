"""What an application says to the rules of its programme, the money worked out from its budget."""

from .budget import Budget, reckon
from .eligibility import FACTS, Verdict, check

# Facts that the parts of an application hold elsewhere than among its plain facts.
HELD = ("applicant", "sector", "origin", "total", "grant", "own_share", "diaspora_share", "local_share")
SIDES = {"own_share": "applicant", "diaspora_share": "diaspora", "local_share": "local_authority"}


def budget_of(application) -> Budget:
    """The money of an application as it is saved."""
    programme = application.programme
    shares = programme.shares.order_by("order", "pk")
    return reckon(programme, shares, application.costs, application.given)


def said_by(application, budget: Budget | None = None) -> dict:
    """{field: value} of everything the rules may ask for."""
    budget = budget or budget_of(application)
    said = {key: value for key, value in application.facts.items() if key in FACTS}
    said |= {"applicant": application.applicant, "sector": application.sector}
    said["origin"] = application.place.path if application.place else None
    if budget.total:
        said |= {"total": budget.total, "grant": budget.asked}
        for field, side in SIDES.items():
            said[field] = 100 * int(application.given.get(side) or 0) / budget.total
    return said


def verdicts_of(application, budget: Budget | None = None) -> list[Verdict]:
    """Each rule of the programme, with its answer to this application."""
    rules = application.programme.rules.order_by("order", "pk")
    return check(rules, said_by(application, budget), application.programme.currency)


def plain_facts(programme) -> list:
    """The facts that the rules of a programme ask for and that only words can say, in the order of the list."""
    wanted = set(programme.rules.values_list("field", flat=True)) - set(HELD)
    return [fact for key, fact in FACTS.items() if key in wanted]
