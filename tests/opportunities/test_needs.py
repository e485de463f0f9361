"""A need: written, checked by a second person, changed, closed; the database holds what the rules say."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from rootbridge.base.audit.models import Record
from rootbridge.base.core.text import clean_line
from rootbridge.subjects.opportunities.actions import change_need, send_back
from rootbridge.subjects.opportunities.listing import Filters, needs_found
from rootbridge.subjects.opportunities.models import Amendment, Need, Publication
from tests.cast import give_role, make_member
from tests.opportunities.factories import make_need, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(cast):
    """A second representative of Orhei."""
    ion = make_member("Ion Lupu")
    give_role(ion, "local_representative", place=cast.places["MD-OR"])
    return ion


def test_the_one_who_proposes_cannot_publish(cast, second):
    need = make_need(cast, published=False)
    need.propose(by=cast.dana)
    with pytest.raises(PermissionDenied):
        need.publish(by=cast.dana)
    need.publish(by=second)
    assert Need.objects.get(pk=need.pk).is_open_on(timezone.localdate())


def test_nothing_is_published_that_nobody_proposed(cast, second):
    with pytest.raises(PermissionDenied):
        make_need(cast, published=False).publish(by=second)


def test_the_database_itself_refuses_two_eyes(cast):
    need = make_need(cast, published=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.create(need=need, by=cast.dana, proposed_by=cast.dana, four_eyes=True)


def test_whoever_changes_a_proposal_is_the_one_who_proposes_it(cast, second):
    need = make_need(cast, published=False)
    need.propose(by=cast.dana)
    need.change(by=second, hours=8)
    with pytest.raises(PermissionDenied):
        Need.objects.get(pk=need.pk).publish(by=second)
    Need.objects.get(pk=need.pk).publish(by=cast.dana)


def test_one_pair_of_eyes_is_enough_where_the_platform_says_so(cast, settings):
    settings.ROOTBRIDGE_FOUR_EYES = False
    need = make_need(cast, published=False)
    need.propose(by=cast.dana)
    assert Need.objects.get(pk=need.pk).is_published


def test_publishing_twice_is_once(cast, second):
    need = make_need(cast, published=False)
    need.propose(by=cast.dana)
    assert need.publish(by=second) == need.publish(by=second)
    assert Record.objects.filter(verb="opportunities.need_published").count() == 1


def test_a_change_to_a_public_need_waits_for_a_second_person(cast, second):
    need = make_need(cast)
    amendment = change_need(need=need, by=cast.dana, titles={"en": "Pay a fee to work"}, hours=3)
    assert Need.objects.get(pk=need.pk).titles == need.titles
    with pytest.raises(PermissionDenied):
        amendment.take(by=cast.dana)
    amendment.take(by=second)
    changed = Need.objects.get(pk=need.pk)
    assert (changed.titles, changed.hours, changed.version) == ({"en": "Pay a fee to work"}, 3, need.version + 1)


def test_a_later_change_joins_the_one_that_waits(cast, second):
    need = make_need(cast)
    change_need(need=need, by=cast.dana, hours=3, answer_by=timezone.localdate())
    amendment = change_need(need=need, by=cast.dana, skills=[], people_needed=2)
    assert Amendment.objects.count() == 1
    amendment.take(by=second)
    changed = Need.objects.get(pk=need.pk)
    assert (changed.hours, changed.people_needed, changed.answer_by) == (3, 2, timezone.localdate())


def test_the_database_refuses_a_change_checked_by_its_author(cast):
    need = make_need(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Amendment.objects.create(
            need=need, values={}, by=cast.dana, checked_by=cast.dana, checked_at=timezone.now(), is_taken=True
        )


def test_a_proposal_goes_back_with_its_reason(cast, second):
    need = make_need(cast, published=False)
    need.propose(by=cast.dana)
    assert send_back(need=need, by=second, reason="Say when.") == cast.dana
    assert cast.dana.notices.get().words == {"need": need.title, "reason": "Say when."}
    assert Need.objects.drafts().get() == need


def test_a_change_that_waits_goes_back_and_the_page_stays(cast, second):
    need = make_need(cast)
    change_need(need=need, by=cast.dana, hours=3)
    send_back(need=need, by=second, reason="Too few.")
    assert Need.objects.get(pk=need.pk).hours == 12
    assert not Need.objects.waiting_for_check().exists()


def test_closing_twice_keeps_the_first_reason(cast):
    need = make_need(cast)
    need.close(by=cast.dana, is_filled=True)
    assert need.close(by=cast.dana, is_filled=False).is_filled
    assert not Need.objects.get(pk=need.pk).is_open_on(timezone.localdate())


def test_a_hidden_need_is_seen_by_those_who_work_on_it_alone(cast):
    need = make_need(cast)
    need.hide(by=cast.esi)
    seen = {name for name, who in cast.everybody.items() if Need.objects.visible_to(who).filter(pk=need.pk).exists()}
    assert seen == {"dana", "esi"}


def test_a_draft_is_seen_by_those_who_work_on_it_alone(cast):
    """The administrator's role has no place: it must not fall out of the question."""
    ours = make_need(cast, published=False)
    theirs = make_need(cast, organisation=cast.association, published=False, by=cast.bilal)
    seen = {name: set(Need.objects.visible_to(who)) for name, who in cast.everybody.items()}
    assert seen == {"nobody": set(), "amina": set(), "bilal": {theirs}, "chidi": set(), "dana": {ours, theirs},
                    "esi": {ours, theirs}}  # fmt: skip


def test_one_form_makes_one_need(cast):
    ticket = uuid.uuid4()
    first, made = Need.write(by=cast.dana, ticket=ticket, **values(cast))
    again, made_again = Need.write(by=cast.dana, ticket=ticket, **values(cast))
    assert (made, made_again, first) == (True, False, again)
    with pytest.raises(PermissionDenied):
        Need.write(by=cast.bilal, ticket=ticket, **values(cast))


def values(cast, **more):
    return {"kind": "mentoring", "organisation": cast.hospital, "place": cast.places["MD-OR"], "original": "ro",
            "titles": {"ro": "Осень весна"}, "hours": 1, **more}  # fmt: skip


@pytest.mark.parametrize("wrong", [{"hours": 0}, {"hours": 2001}, {"people_needed": 0}])
def test_the_database_refuses_impossible_numbers(cast, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.write(by=cast.dana, **values(cast, **wrong))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=some.text(min_size=1, max_size=120).map(clean_line).filter(bool))
def test_any_title_is_kept_shown_and_found(cast, title):
    """Every script, every sign: an address, a page of the list, words to find it by; never an error."""
    day = timezone.localdate()
    with transaction.atomic():
        need = make_need(cast, title)
        assert need.slug
        asked = Filters.of({"q": title})
        found = needs_found(asked, day=day, page=1)
        assert need.pk in {row.id for row in found.rows}
        transaction.set_rollback(True)


def test_words_are_found_without_accents_by_their_beginning(cast):
    need = make_need(cast, "Învățătoare pentru școala din Peresecina")
    publish_other = make_need(cast, "Mechanic for tractors")
    for typed in ("invata scoala", "ȘCOALĂ", "peresec", "spital orhei", "orhei district"):
        rows = needs_found(Filters.of({"q": typed}), day=timezone.localdate(), page=1).rows
        ids = {row.id for row in rows}
        assert (need.pk in ids) is (typed != "spital orhei"), typed
    assert publish_other and publish
