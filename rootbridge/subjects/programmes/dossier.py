"""The whole of an application on paper: sections of facts and texts, drawn as a page to print or as a PDF."""

from dataclasses import dataclass, field

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markupsafe import Markup

from rootbridge.base.design.formats import moment, number
from rootbridge.base.design.jinja import direction_of
from rootbridge.base.printing.press import press

from .budget import money
from .checking import budget_of, plain_facts
from .eligibility import shown


@dataclass(frozen=True)
class Section:
    """``facts``: [(name, value)]; ``texts``: [(heading, words)]; ``table``: rows of cells, the first its head."""

    title: str
    facts: list[tuple[str, str]] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)
    table: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True)
class Dossier:
    """``language``: in which the applicant wrote."""

    title: str
    over: str
    language: str
    sections: list[Section]


def dossier_of(application) -> Dossier:
    """Everything that was handed in; nothing that was said for counting only."""
    programme = application.programme
    over = f"{programme.name} · {application.call.name}"
    sections = [
        _about(application),
        _plan(application),
        *_money(application),
        _papers(application),
        _people(application),
    ]
    return Dossier(application.title or str(_("Draft")), over, application.language,
                   [one for one in sections if one.facts or one.texts or one.table])  # fmt: skip


def _about(application) -> Section:
    facts = [
        (_("Number"), application.number or str(_("not sent yet"))),
        (_("Sent"), Markup(moment(application.sent_at, application.call.clock)).striptags()),
        (_("Who applies"), f"{application.member.name} ({application.get_applicant_display()})"),
        (_("Telephone"), application.phone),
        (_("Field of work"), str(application.get_sector_display())),
        (_("Place"), application.place.lineage(get_language()) if application.place else ""),
    ]
    for fact in plain_facts(application.programme):
        value = application.facts.get(fact.key)
        if value not in (None, ""):
            facts.append((str(fact.title), shown(fact, value, application.programme.currency)))
    return Section(str(_("What it is about")), [(name, value) for name, value in facts if value])


def _plan(application) -> Section:
    questions = application.programme.questions.order_by("order", "pk")
    texts = [(str(one.name), application.answers.get(str(one.pk), "")) for one in questions]
    return Section(str(_("Plan")), texts=[(title, words) for title, words in texts if words])


def _money(application) -> list[Section]:
    budget, currency = budget_of(application), application.programme.currency
    costs = [[str(_("What")), str(_("Amount"))]]
    costs += [[cost["what"], money(cost["amount"], currency)] for cost in application.costs]
    costs += [[str(_("In all")), money(budget.total, currency)]]
    given = [[str(_("Who gives")), str(_("Amount")), str(_("Share"))]]
    given += [[part.title, money(part.amount, currency), f"{number(part.percent, 1)} %"] for part in budget.parts]
    return [Section(str(_("What it costs")), table=costs), Section(str(_("Who gives what")), table=given)]


def _papers(application) -> Section:
    rows = application.attachments.standing().filter(paper__isnull=False)
    return Section(str(_("Papers")), [(str(one.paper.name), one.file.name) for one in rows])


def _people(application) -> Section:
    rows = application.parties.standing().filter(accepted_at__isnull=False).order_by("pk")
    return Section(str(_("Who applies together")), [(one.name, str(one.get_side_display())) for one in rows])


def pdf_of(dossier: Dossier) -> bytes:
    """The dossier as a PDF. What people wrote goes in as data, never as a part of the sheet."""
    said = {
        "title": dossier.title, "over": dossier.over, "language": get_language(),
        "direction": direction_of(get_language()),
        "sections": [
            {"title": one.title, "facts": one.facts, "texts": one.texts, "table": one.table} for one in dossier.sections
        ],
    }  # fmt: skip
    return press().print("dossier", said)[0]
