"""A programme with a call, and applications to it, as the people of the cast would make them."""

from datetime import timedelta

from django.utils import timezone

from rootbridge.people.members.models import RoleKind
from rootbridge.subjects.programmes.models import (
    Application,
    Assignment,
    Call,
    Criterion,
    Decision,
    Does,
    Paper,
    Programme,
    Question,
    Rule,
    Share,
    Stage,
)
from tests.cast import give_role, make_member


def make_programme(cast, **more) -> Programme:
    """1+2, run by the bureau: half a year of accompaniment, three stages, two criteria, one paper, one question."""
    values = {
        "names": {"en": "Money that comes home"}, "leads": {"en": "Two for each one of yours."},
        "place": cast.places["MD"], "office": cast.bureau, "currency": "MDL", "grant_max": 250_000,
        "grant_min": 10_000, "review_on": timezone.localdate() + timedelta(days=90), **more,
    }  # fmt: skip
    programme = Programme.write(by=cast.esi, **values)
    Share.objects.create(programme=programme, side="applicant", least="33.33", order=1)
    Share.objects.create(programme=programme, side="programme", most="66.67", most_amount=250_000, order=2)
    Paper.objects.create(programme=programme, names={"en": "Business plan"}, order=1)
    Paper.objects.create(programme=programme, names={"en": "Letter"}, is_required=False, order=2)
    Question.objects.create(programme=programme, names={"en": "What will you do?"}, order=1)
    Criterion.objects.create(programme=programme, names={"en": "Plan"}, weight=3, scale=10, order=1)
    Criterion.objects.create(programme=programme, names={"en": "Jobs"}, weight=1, scale=5, order=2)
    for order, does in enumerate((Does.CHECK, Does.REVIEW, Does.DECIDE), start=1):
        Stage.objects.create(programme=programme, does=does, names={"en": does.title()}, order=order)
    add_rule(programme, "residence", "among", ["IT", "FR", "MD"])
    programme.publish(by=cast.esi)
    return programme


def add_rule(programme, field, operator, values, **more) -> Rule:
    return Rule.objects.create(programme=programme, field=field, operator=operator, values=values, **more)


def make_call(programme, cast, *, opens=-5, closes=20, published=True, **more) -> Call:
    """Open for twenty days more, with a million, unless told."""
    now = timezone.now()
    values = {
        "key": f"call-{programme.calls.count() + 1}", "names": {"en": "First call"}, "budget": 1_000_000,
        "opens_at": now + timedelta(days=opens), "closes_at": now + timedelta(days=closes), "zone": "Europe/Chisinau",
        "decide_by": timezone.localdate() + timedelta(days=60), **more,
    }  # fmt: skip
    call = Call.announce(programme, by=cast.esi, **values)
    return call.publish(by=cast.esi) if published else call


def clerk(cast, name="Clara Clerk"):
    """Somebody who answers at the bureau."""
    member = make_member(name, email=f"{name.replace(' ', '.').lower()}@example.org")
    give_role(member, RoleKind.SUPPORT_AGENT, body=cast.bureau.audience_key)
    return cast.again(member)


def reviewer(cast, name="Rita Reviewer"):
    """Somebody with a role elsewhere."""
    member = make_member(name, email=f"{name.replace(' ', '.').lower()}@example.org")
    give_role(member, RoleKind.SUPPORT_AGENT, body=cast.embassy.audience_key)
    return cast.again(member)


def draft(call, member, *, full=True) -> Application:
    """Begun, and with everything but the papers unless told."""
    application, _made = Application.begin(call, by=member, language="en")
    if full:
        question = call.programme.questions.get()
        application.save_part(
            by=member, title="A bakery", applicant="person", sector="food", place=member.home,
            facts={"residence": "IT"}, answers={str(question.pk): "Bread."},
            costs=[{"what": "Oven", "amount": 300_000}],
            given={"applicant": 100_000, "programme": 200_000},
        )  # fmt: skip
    return application


def send(call, member) -> Application:
    return draft(call, member).send(by=member, is_complete=lambda application: True)


def enter(application, does, by) -> Application:
    """Led to the stage that does this."""
    return application.enter(application.programme.stages.get(does=does), by=by)


def ask_review(application, member, by) -> Assignment:
    due = timezone.localdate() + timedelta(days=7)
    return Assignment.ask(application, member, by=by, due_on=due)[0]


def score(assignment, points=(8, 4)) -> Assignment:
    """Declared without a conflict, scored, sent."""
    by = assignment.reviewer
    assignment.declare(by=by, has_conflict=False)
    criteria = assignment.application.programme.criteria.order_by("order")
    scores = {criterion.pk: (given, "Because.") for criterion, given in zip(criteria, points, strict=True)}
    assignment.save_scores(by=by, scores=scores, advice="yes", words="Good.")
    return assignment.send(by=by)


def propose(application, by, *, amount=200_000, outcome="granted") -> Decision:
    return Decision.propose(application, by=by, outcome=outcome, amount=amount, reasons="A clear plan.")
