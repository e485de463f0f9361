"""An appeal against a decision of moderation itself: whoever wrote what was taken off asks somebody else to look."""

from django.urls import reverse

from .models import Appeal, Decision
from .registry import Appealable, announce, appealables

KIND = "moderation.decision"


def find(number):
    return Decision.objects.filter(pk=number).select_related("case").first()


def title_of(decision) -> str:
    case = decision.case
    return str(case.known.title(case.thing)) if case.thing is not None else ""


def after_appeal(decision, appeal, by) -> None:
    """Where the appeal is right the thing is back on the pages; whoever appealed hears either way."""
    if appeal.outcome == Appeal.Outcome.RIGHT:
        decision.case.put_back(by=by, reason=appeal.reason)
    announce("appeal_decided", appealables.all()[KIND], decision, appeal=appeal)


appealables.add(
    KIND,
    Appealable(
        key=KIND, find=find, title=title_of, place_path=lambda decision: decision.case.place_path,
        url=lambda decision: reverse("manage_reports:report", args=[decision.case_id]),
        first=lambda decision: decision.decided_by_id, decided=after_appeal,
    ),
)  # fmt: skip
