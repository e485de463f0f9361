"""Reporting, hiding, deciding: for readers with and without an account, by region, with a reason to both sides."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rootbridge.base.audit.models import Record
from rootbridge.base.core.queue import waiting_for
from rootbridge.base.mail.models import Letter
from rootbridge.people.members.models import RoleKind
from rootbridge.people.privacy import erasure
from rootbridge.shared.inbox.models import Notice
from rootbridge.shared.moderation.models import Hold, Outcome, Report
from rootbridge.shared.moderation.models.report import ENOUGH
from rootbridge.shared.moderation.permissions import may_decide_case
from rootbridge.shared.moderation.registry import reportables
from tests.cast import give_role, make_member
from tests.opportunities.factories import make_need

REASON = "It asks people for money to be given work."


@pytest.fixture
def need(cast):
    return make_need(cast)


@pytest.fixture
def moderator(cast):
    return give_role(make_member("Mira Popa"), RoleKind.MODERATOR, place=cast.places["MD-OR"]).member


def address(need) -> str:
    return reverse("moderation:report") + f"?kind=opportunities.need&id={need.pk}"


def known():
    return reportables.get("opportunities.need")


def report(need, *people, reason="fraud"):
    return [Report.send(known(), need, by=person, reason=reason)[0] for person in people]


def network(number):
    return {"REMOTE_ADDR": f"203.0.{number}.7"}


def test_a_visitor_reports_in_two_clicks_and_is_thanked(cast, need):
    client = cast.enter(cast.nobody)
    page = client.get(address(need))
    assert page.status_code == 200 and not page.cookies and b'name="reason" value="fraud"' in page.content
    answer = client.post(address(need), {"reason": "fraud"}, follow=True)
    assert answer.status_code == 200 and Report.objects.get().reason == "fraud"
    assert Report.objects.get().reporter is None and "session" not in str(answer.cookies)


@pytest.mark.parametrize("data", [{}, {"reason": "nonsense"}, {"reason": "fraud", "words": "x" * 2001}])
def test_what_cannot_be_understood_comes_back_as_it_was_typed(cast, need, data):
    answer = cast.enter(cast.nobody).post(address(need), {"words": "Look at the fee.", **data})
    assert answer.status_code == 422 and not Report.objects.exists()
    assert data.get("words", "Look at the fee.").encode() in answer.content


@pytest.mark.parametrize("query", ["", "?kind=members.member&id=1", "?kind=opportunities.need&id=x",
                                   "?kind=opportunities.need&id=99999999999999999999", "?kind=opportunities.need&id=0",
                                   "?kind=%00&id=1"])  # fmt: skip
def test_what_cannot_be_reported_is_not_here(cast, need, query):
    assert cast.enter(cast.nobody).get(reverse("moderation:report") + query).status_code in (400, 404)


def test_a_draft_cannot_be_reported_by_who_cannot_see_it(cast):
    draft = make_need(cast, published=False)
    assert cast.enter(cast.amina).get(address(draft)).status_code == 404


def test_a_report_sent_twice_is_one_report(cast, need):
    for client in (cast.enter(cast.amina), cast.enter(cast.nobody)):
        for _again in range(3):
            assert client.post(address(need), {"reason": "hate"}).status_code == 302
    assert Report.objects.count() == 2
    assert Record.objects.filter(verb="moderation.reported").count() == 2


def test_nobody_floods_those_who_decide(cast, need):
    client = cast.enter(cast.nobody)
    answers = [client.post(address(need), {"reason": "hate"}).status_code for _time in range(12)]
    assert answers == [302] * 10 + [429] * 2


def test_three_people_take_it_off_the_pages_until_somebody_has_looked(cast, need):
    report(need, cast.amina, cast.bilal)
    need.refresh_from_db()
    assert need.hidden_at is None
    cast.enter(cast.nobody).post(address(need), {"reason": "fraud"}, **network(1))
    need.refresh_from_db()
    assert need.hidden_at and Hold.objects.standing().get().placed_by is None
    assert cast.enter(cast.nobody).get(need.get_absolute_url()).status_code == 404
    assert Notice.objects.filter(member=cast.dana, kind="moderation.held").count() == 1


def test_one_network_is_not_three_people(cast, need):
    for _time in range(ENOUGH):
        cast.enter(cast.nobody).post(address(need), {"reason": "fraud"}, **network(5))
    assert Report.objects.count() == 1 and not Hold.objects.exists()
    for number in (6, 7):
        cast.enter(cast.nobody).post(address(need), {"reason": "fraud"}, **network(number))
    assert Hold.objects.standing().count() == 1


def test_taking_it_off_tells_both_sides_with_the_reason(cast, need, moderator):
    first, _second = report(need, cast.amina, cast.chidi)
    page = reverse("manage_reports:report", args=[first.case_id])
    answer = cast.enter(moderator).post(page, {"outcome": "hidden", "rule": "money", "reason": REASON})
    assert answer.status_code == 302
    need.refresh_from_db()
    assert need.hidden_at and not Report.objects.waiting().exists()
    for person, kind in ((cast.dana, "moderation.decided"), (cast.amina, "moderation.answered"),
                         (cast.chidi, "moderation.answered")):  # fmt: skip
        assert Notice.objects.get(member=person, kind=kind).words["reason"] == REASON
        assert Letter.objects.filter(member=person, kind=kind, text__contains=REASON).count() == 1
    letters = "".join(Letter.objects.filter(member=cast.dana).values_list("text", flat=True))
    assert "Amina" not in letters and "Mira" not in letters
    mine = cast.enter(cast.amina).get(reverse("moderation:mine"))
    assert REASON.encode() in mine.content


def test_left_as_it_is_it_comes_back_on_the_pages(cast, need, moderator):
    first, *_more = report(need, cast.amina, cast.chidi, cast.bilal)
    assert Hold.objects.standing().exists()
    first.case.decide(by=moderator, outcome=Outcome.KEPT, reason=REASON)
    need.refresh_from_db()
    assert need.hidden_at is None and Hold.objects.get().lifted_by == moderator
    assert cast.enter(cast.nobody).get(need.get_absolute_url()).status_code == 200


def test_a_decision_can_be_changed_with_a_reason(cast, need, moderator):
    (first,) = report(need, cast.amina)
    first.case.decide(by=moderator, outcome=Outcome.HIDDEN, reason=REASON)
    client, page = cast.enter(moderator), reverse("manage_reports:put_back", args=[first.case_id])
    assert client.post(page, {"reason": ""}).status_code == 422
    assert client.post(page, {"reason": "I read it again: it was a misunderstanding."}).status_code == 302
    need.refresh_from_db()
    assert need.hidden_at is None and Report.objects.get().case.decision.outcome == Outcome.KEPT
    assert Notice.objects.filter(member=cast.amina, kind="moderation.answered").count() == 2


def test_who_decides_second_changes_nothing(cast, need, moderator):
    (first,) = report(need, cast.amina)
    first.case.decide(by=moderator, outcome=Outcome.KEPT, reason=REASON)
    answer = cast.enter(moderator).post(
        reverse("manage_reports:report", args=[first.case_id]), {"outcome": "hidden", "rule": "money", "reason": REASON}
    )
    need.refresh_from_db()
    assert answer.status_code == 302 and need.hidden_at is None


@pytest.mark.parametrize("data", [{}, {"outcome": "hidden"}, {"outcome": "burn", "reason": REASON}, {"reason": REASON}])
def test_no_decision_without_outcome_and_reason(cast, need, moderator, data):
    (first,) = report(need, cast.amina)
    assert cast.enter(moderator).post(reverse("manage_reports:report", args=[first.case_id]), data).status_code == 422
    assert Report.objects.waiting().count() == 1


def test_reports_are_decided_inside_their_region(cast, need):
    (first,) = report(need, cast.amina)
    soroca = give_role(make_member("Sorin Rusu"), RoleKind.MODERATOR, place=cast.places["MD-SO"]).member
    italy = give_role(make_member("Ida Neri"), RoleKind.MODERATOR, residence=cast.places["IT"]).member
    everywhere = give_role(make_member("Eva Ene"), RoleKind.MODERATOR, is_everywhere=True).member
    page = reverse("manage_reports:report", args=[first.case_id])
    for person in (soroca, italy):
        assert cast.enter(person).get(page).status_code == 404
        assert first not in Report.objects.received_by(person)
        assert not [row for row in waiting_for(person) if row.kind_words == "Report"]
    assert cast.enter(everywhere).get(page).status_code == 200
    assert [row.title for row in waiting_for(everywhere) if row.kind_words == "Report"] == [need.title]


def test_nobody_decides_on_what_they_wrote_or_reported(cast, need, moderator):
    mine = make_need(cast, "Written by the moderator", by=moderator)
    (about_mine,) = report(mine, cast.amina)
    (reported,) = report(need, cast.amina)
    Report.send(known(), need, by=moderator, reason="hate")
    assert not may_decide_case(moderator, about_mine.case) and not may_decide_case(moderator, reported.case)
    page = reverse("manage_reports:report", args=[reported.case_id])
    assert cast.enter(moderator).post(page, {"outcome": "kept", "reason": REASON}).status_code == 403
    assert may_decide_case(cast.esi, reported.case)


def test_the_desk_sees_what_was_said_and_never_who_said_it(cast, need, moderator):
    Report.send(known(), need, by=cast.amina, reason="hate", words="Read the third line.", language="en")
    page = cast.enter(moderator).get(reverse("manage_reports:report", args=[Report.objects.get().case_id]))
    assert b"Read the third line." in page.content and b"Amina" not in page.content


def test_the_list_asks_the_same_number_of_questions_for_one_and_for_many(cast, moderator):
    client, page = cast.enter(moderator), reverse("manage_reports:list")
    report(make_need(cast, "Need 0"), cast.amina)
    client.get(page)
    with CaptureQueriesContext(connection) as few:
        client.get(page)
    for number in range(1, 12):
        report(make_need(cast, f"Need {number}"), cast.amina)
    with CaptureQueriesContext(connection) as many:
        client.get(page)
    assert len(many) <= len(few) + 1  # the switches of the parts are asked once a second


def test_erasing_the_reporter_keeps_the_count_and_drops_the_words(cast, need):
    Report.send(known(), need, by=cast.chidi, reason="hate", words="My own story.")
    erasure.erase(cast.chidi)
    left = Report.objects.get()
    assert (left.reporter, left.words, left.reason) == (None, "", "hate")
