"""What is still missing before an application can be sent, each with the part where it is said."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .checking import budget_of, plain_facts, verdicts_of

# The parts of the form, in their order.
PARTS = {
    "about": gettext_lazy("What it is about"),
    "plan": gettext_lazy("Your plan"),
    "money": gettext_lazy("Money"),
    "papers": gettext_lazy("Papers"),
    "people": gettext_lazy("Who applies with you"),
    "counting": gettext_lazy("For counting"),
    "check": gettext_lazy("Check and send"),
}


@dataclass(frozen=True)
class Gap:
    """One thing that is missing: in which ``part``, in ``words``, and ``anchor`` on its page."""

    part: str
    words: str
    anchor: str = ""


def gaps_of(application) -> list[Gap]:
    """Everything that is missing, in the order of the parts; empty when it can be sent. Six queries."""
    budget = budget_of(application)
    return [
        *_about(application), *_plan(application), *_money(budget), *_papers(application), *_people(application),
        *_rules(application, budget),
    ]  # fmt: skip


def is_complete(application) -> bool:
    return not gaps_of(application)


def _about(application):
    for name, words in (
        ("title", _("What it is called")), ("applicant", _("Who applies")), ("sector", _("Field of work")),
        ("place", _("The place where it happens")),
    ):  # fmt: skip
        if not getattr(application, name):
            yield Gap("about", words, name)
    for fact in plain_facts(application.programme):
        if application.facts.get(fact.key) in (None, ""):
            yield Gap("about", str(fact.question), fact.key)


def _plan(application):
    for question in application.programme.questions.order_by("order", "pk"):
        if question.is_required and not application.answers.get(str(question.pk)):
            yield Gap("plan", str(question.name), f"q{question.pk}")


def _money(budget):
    for words in budget.all_faults:
        yield Gap("money", words)


def _papers(application):
    there = set(application.attachments.values_list("paper", flat=True))
    for paper in application.programme.papers.filter(is_required=True).order_by("order", "pk"):
        if paper.pk not in there:
            yield Gap("papers", str(paper.name), f"paper{paper.pk}")


def _people(application):
    """Who was invited must answer first: their share is counted."""
    for party in application.parties.standing().filter(accepted_at=None).order_by("pk"):
        yield Gap("people", _("%(name)s has not accepted yet. Wait, or take them out.") % {"name": party.name})


def _rules(application, budget):
    for verdict in verdicts_of(application, budget):
        if verdict.answer is False:
            part = "money" if verdict.rule.field in MONEY else "about"
            sentence = str(verdict.rule.sentence(application.programme.currency))
            yield Gap(part, f"{sentence} {verdict.reason} {verdict.remedy}".strip(), verdict.rule.field)


MONEY = ("total", "grant", "own_share", "diaspora_share", "local_share")
