"""Calls, applications, review and decision: who may, when, and what the database holds."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from rootbridge.base.audit.models import Record
from rootbridge.base.files.contents import Checked
from rootbridge.shared.conversations.models import File, Message
from rootbridge.subjects.programmes import contradictions
from rootbridge.subjects.programmes.actions import tell_adviser
from rootbridge.subjects.programmes.chores import remind_drafts
from rootbridge.subjects.programmes.models import (
    Application,
    Assignment,
    Attachment,
    Call,
    CannotChange,
    Decision,
    Incomplete,
    Milestone,
    MovedOn,
    NotOpen,
    OverSpent,
    Party,
    Programme,
    Rule,
    RulesRest,
    Stage,
    Visit,
)
from rootbridge.subjects.programmes.permissions import may_handle_application, may_review
from tests.programmes.factories import (
    ask_review,
    clerk,
    draft,
    enter,
    make_call,
    make_programme,
    propose,
    reviewer,
    score,
    send,
)


@pytest.fixture
def call(cast):
    return make_call(make_programme(cast), cast)


def test_a_call_is_current_only_between_its_moments(cast):
    programme = make_programme(cast)
    calls = {
        "open": make_call(programme, cast),
        "coming": make_call(programme, cast, opens=3),
        "closed": make_call(programme, cast, opens=-30, closes=-1),
        "draft": make_call(programme, cast, published=False),
    }
    assert {name: str(one.state) for name, one in calls.items()} == {name: name for name in calls}
    assert set(Call.objects.open_now()) == {calls["open"]}
    calls["open"].cancel(by=cast.esi)
    assert not Call.objects.open_now().exists()


def test_a_call_of_a_hidden_programme_takes_nothing(cast, call):
    call.programme.hide(by=cast.esi)
    with pytest.raises(NotOpen):
        Application.begin(call, by=cast.amina, language="en")


def test_an_open_call_changes_only_for_the_better(cast, call):
    call.change(by=cast.esi, closes_at=call.closes_at + timedelta(days=2), budget=2_000_000)
    for worse in ({"closes_at": call.closes_at - timedelta(days=1)}, {"budget": 5}, {"opens_at": timezone.now()}):
        with pytest.raises(CannotChange):
            call.change(by=cast.esi, **worse)


def test_rules_rest_while_a_call_runs(cast, call):
    paper = call.programme.papers.first()
    with pytest.raises(RulesRest):
        paper.keep(by=cast.esi)
    with pytest.raises(RulesRest):
        call.programme.change(by=cast.esi, grant_max=5)
    call.programme.change(by=cast.esi, leads={"en": "Said better."})
    call.cancel(by=cast.esi)
    paper.keep(by=cast.esi)


def test_a_rule_that_contradicts_another_is_refused(cast):
    programme = make_programme(cast)
    with pytest.raises(contradictions.Contradiction):
        Rule(programme=programme, field="residence", operator="among", values=["DE"]).keep(by=cast.esi)
    assert programme.rules.count() == 1


def test_begun_twice_it_is_one_draft(cast, call):
    first, made = Application.begin(call, by=cast.amina, language="en")
    again, made_again = Application.begin(call, by=cast.amina, language="en")
    assert (first, made, made_again) == (again, True, False)


def test_sent_it_has_a_number_and_its_first_stage(cast, call):
    sent = send(call, cast.amina)
    assert sent.number == "CALL-1-0001"
    assert sent.stage.does == "check"
    assert send(call, cast.chidi).number == "CALL-1-0002"
    with pytest.raises(MovedOn):
        sent.send(by=cast.amina, is_complete=lambda application: True)
    assert Record.objects.filter(verb="programmes.application_sent").count() == 2


def test_only_who_applies_hands_it_in_and_only_complete(cast, call):
    mine = draft(call, cast.amina)
    with pytest.raises(PermissionDenied):
        mine.send(by=cast.chidi, is_complete=lambda application: True)
    with pytest.raises(Incomplete):
        mine.send(by=cast.amina, is_complete=lambda application: False)


def test_after_the_call_nothing_is_sent(cast, call):
    mine = draft(call, cast.amina)
    Call.objects.filter(pk=call.pk).update(closes_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(NotOpen):
        mine.send(by=cast.amina, is_complete=lambda application: True)


def test_two_who_write_at_once_lose_nothing(cast, call):
    mine = draft(call, cast.amina)
    mine.save_part(by=cast.amina, version=mine.version, title="One")
    with pytest.raises(MovedOn):
        mine.save_part(by=cast.amina, version=mine.version - 1, title="Two")


def test_taken_back_one_may_begin_anew(cast, call):
    send(call, cast.amina).withdraw(by=cast.amina)
    again, made = Application.begin(call, by=cast.amina, language="en")
    assert made
    assert again.is_draft


def test_a_co_applicant_reads_from_when_they_accept_until_they_leave(cast, call):
    mine = draft(call, cast.amina)
    party, _made = Party.invite(mine, by=cast.amina, email=cast.bilal.email, name="Bilal", side="diaspora")
    assert not Application.objects.visible_to(cast.bilal).exists()
    with pytest.raises(PermissionDenied):
        party.accept(by=cast.chidi)
    party.accept(by=cast.bilal)
    assert Application.objects.visible_to(cast.bilal).get() == mine
    party.end(by=cast.amina)
    assert not Application.objects.visible_to(cast.bilal).exists()


def test_a_draft_is_nobodys_but_the_applicants(cast, call):
    mine, handler = draft(call, cast.amina), clerk(cast)
    for person in (cast.chidi, cast.dana, cast.esi, handler, cast.nobody):
        assert not Application.objects.visible_to(person).exists()
    mine.send(by=cast.amina, is_complete=lambda application: True)
    assert Application.objects.visible_to(handler).get() == mine
    assert not Application.objects.visible_to(cast.esi).exists()


def test_a_declared_conflict_closes_the_application(cast, call):
    handler, judge = clerk(cast), reviewer(cast)
    sent = enter(send(call, cast.amina), "review", handler)
    assignment = ask_review(sent, judge, handler)
    assert not assignment.is_open
    assignment.declare(by=judge, has_conflict=True, words="My cousin")
    assert not assignment.is_open
    with pytest.raises(MovedOn):
        assignment.save_scores(by=judge, scores={}, advice="yes")
    assignment.declare(by=judge, has_conflict=False)
    assert assignment.has_conflict is True
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.filter(pk=assignment.pk).update(sent_at=timezone.now())


def test_who_declared_an_interest_neither_handles_it_nor_judges_it_in_another_stage(cast, call):
    handler, judge = clerk(cast), clerk(cast, "Carl Clerk")
    sent = enter(send(call, cast.amina), "review", handler)
    ask_review(sent, judge, handler).declare(by=judge, has_conflict=True)
    assert not may_handle_application(judge, sent) and may_handle_application(handler, sent)
    Stage.objects.create(programme=sent.programme, does="review", names={"en": "Again"}, order=9)
    again = ask_review(sent.enter(sent.programme.stages.get(order=9), by=handler), judge, handler)
    again.declare(by=judge, has_conflict=False)
    assert not may_review(judge, again)


def test_what_is_taken_back_no_reviewer_reads(cast, call):
    handler, judge = clerk(cast), reviewer(cast)
    sent = enter(send(call, cast.amina), "review", handler)
    assignment = ask_review(sent, judge, handler).declare(by=judge, has_conflict=False)
    assert may_review(judge, assignment)
    sent.withdraw(by=cast.amina)
    assert not may_review(judge, Assignment.objects.get(pk=assignment.pk))


def test_an_adviser_who_left_the_office_hears_nothing(cast, call):
    assert call  # the office of its programme
    handler, gone = clerk(cast), reviewer(cast)
    sent = send(call, cast.amina)
    sent.adviser = gone
    with patch("rootbridge.subjects.programmes.actions.tell") as told:
        tell_adviser("wrote", sent)
    assert told.call_args.args[1] == [handler]


def test_a_draft_is_remembered_only_while_its_programme_can_be_read(cast, call):
    draft(call, cast.amina)
    soon = call.closes_at - timedelta(days=1)
    call.programme.hide(by=cast.esi)
    assert remind_drafts(soon) == 0
    call.programme.publish(by=cast.esi)
    assert remind_drafts(soon) == 1 and remind_drafts(soon) == 0


def test_a_paper_for_what_was_sent_meanwhile_leaves_nothing_behind(cast, call):
    mine = draft(call, cast.amina)
    paper = call.programme.papers.first()
    Application.objects.filter(pk=mine.pk).update(state="reserve", sent_at=timezone.now(), number="X-1")
    with pytest.raises(MovedOn):
        Attachment.keep(mine, paper, [Checked("plan.txt", "txt", b"Bread.")], by=cast.amina, client="a")
    assert not File.objects.exists() and not Message.objects.filter(kind="file").exists()


def test_applicants_and_people_without_a_role_do_not_review(cast, call):
    handler = clerk(cast)
    sent = enter(send(call, cast.bilal), "review", handler)
    for person in (cast.bilal, cast.chidi):
        with pytest.raises(PermissionDenied):
            ask_review(sent, person, handler)


def test_a_review_is_sent_only_whole(cast, call):
    handler, judge = clerk(cast), reviewer(cast)
    assignment = ask_review(enter(send(call, cast.amina), "review", handler), judge, handler)
    assignment.declare(by=judge, has_conflict=False)
    with pytest.raises(Incomplete):
        assignment.send(by=judge)
    assert score(assignment).sent_at


def test_a_decision_wants_a_second_person_who_did_not_review(cast, call):
    handler, second, judge = clerk(cast), clerk(cast, "Sven Second"), clerk(cast, "Jana Judge")
    sent = enter(send(call, cast.amina), "review", handler)
    score(ask_review(sent, judge, handler))
    with pytest.raises(MovedOn):
        propose(sent, handler)
    decision = propose(enter(sent, "decide", handler), handler)
    for person in (handler, judge, cast.esi):
        with pytest.raises(PermissionDenied):
            decision.confirm(by=person)
    decision.confirm(by=second)
    sent.refresh_from_db()
    assert (sent.state, sent.granted) == ("granted", 200_000)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(confirmed_by=handler)


def test_no_more_is_granted_than_is_left(cast):
    call = make_call(make_programme(cast), cast, budget=300_000)
    handler, second = clerk(cast), clerk(cast, "Sven Second")
    for member, is_last in ((cast.amina, False), (cast.chidi, True)):
        decision = propose(enter(send(call, member), "decide", handler), handler)
        if is_last:
            with pytest.raises(OverSpent) as told:
                decision.confirm(by=second)
            assert told.value.left == 100_000
        else:
            decision.confirm(by=second)
    assert call.money().left == 100_000


def test_from_the_reserve_list_it_may_be_granted_later(cast, call):
    handler, second = clerk(cast), clerk(cast, "Sven Second")
    sent = enter(send(call, cast.amina), "decide", handler)
    propose(sent, handler, outcome="reserve").confirm(by=second)
    propose(sent, handler).confirm(by=second)
    sent.refresh_from_db()
    assert sent.state == "granted"


def test_milestones_and_visits_go_on_until_it_is_finished(cast, call):
    handler, second = clerk(cast), clerk(cast, "Sven Second")
    sent = enter(send(call, cast.amina), "decide", handler)
    with pytest.raises(MovedOn):
        Visit.write(sent, by=handler, on=timezone.localdate(), notes="Seen")
    propose(sent, handler).confirm(by=second)
    sent.refresh_from_db()
    sent.advise(handler, by=second)
    milestone = Milestone.plan(sent, by=handler, title="Oven bought", due_on=timezone.localdate())
    with pytest.raises(MovedOn):
        milestone.confirm(by=handler)
    milestone.report(by=cast.amina, evidence="Here it stands.")
    milestone.send_back(by=handler, answer="Send the bill.")
    milestone.report(by=cast.amina, evidence="Here is the bill.")
    assert milestone.confirm(by=handler).state == "confirmed"
    Visit.write(sent, by=handler, on=timezone.localdate(), notes="Seen", agreed="More bread")
    sent.finish(by=handler)
    with pytest.raises(MovedOn):
        Visit.write(sent, by=handler, on=timezone.localdate(), notes="Seen")


def test_programmes_are_written_by_their_place_or_office(cast):
    programme, handler = make_programme(cast), clerk(cast)
    assert set(Programme.objects.defined_by(handler)) == {programme}
    assert set(Programme.objects.defined_by(cast.esi)) == {programme}
    for person in (cast.dana, cast.amina, cast.bilal, cast.nobody):
        assert not Programme.objects.defined_by(person).exists()
