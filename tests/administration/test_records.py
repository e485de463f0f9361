"""The record in words, inside one's own place; the chain, and what a changed row does to it."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from rootbridge.base.audit.chain import record, seal_records, verify
from rootbridge.base.audit.models import Record
from rootbridge.base.audit.registry import verbs
from rootbridge.people.members.models import Role, RoleKind
from rootbridge.people.privacy.models import Consent
from rootbridge.stewardship.administration import sentences
from tests.cast import give_role, make_member
from tests.opportunities.factories import make_need, move, send

PAGE = "administration:audit"


@pytest.fixture
def done(cast):
    """Something in Orhei by Dana, in Soroca by Sorin, by a member, by the platform."""
    sorin = give_role(make_member("Sorin Soroca"), RoleKind.LOCAL_REPRESENTATIVE, place=cast.places["MD-SO"]).member
    record("opportunities.need_changed", cast.dana, by=cast.dana, place_path=cast.places["MD-OR-orhei"].path)
    record("opportunities.need_closed", sorin, by=sorin, place_path=cast.places["MD-SO"].path)
    record("opportunities.answered", cast.amina, by=cast.amina, place_path=cast.places["MD-OR"].path)
    record("moderation.reported", cast.amina, place_path=cast.places["MD-OR"].path)
    return sorin


def page(cast, person, query="") -> str:
    return cast.enter(person).get(reverse(PAGE) + query).content.decode()


def test_it_says_who_did_what_and_names_only_people_at_work(cast, done):
    text = page(cast, cast.esi)
    assert "Dana Lungu changed a need" in text and "Sorin Soroca closed a need" in text
    assert "A member answered a need" in text and "Amina" not in text


def test_a_representative_reads_their_own_place_only(cast, done):
    text = page(cast, cast.dana)
    assert "Dana Lungu changed a need" in text and "Sorin" not in text
    assert "joined" not in _list(text), "what belongs to no place is not theirs"
    assert "Sorin" not in page(cast, cast.dana, f"?person={done.pk}")
    assert "closed a need" not in _list(page(cast, cast.dana, "?place=MD-SO"))


def test_it_can_be_sifted_and_odd_wishes_are_passed_over(cast, done):
    assert "Dana Lungu changed a need" not in _list(page(cast, cast.esi, "?verb=opportunities.need_closed"))
    assert "Sorin Soroca closed a need" in _list(page(cast, cast.esi, f"?person={done.pk}"))
    assert "Sorin Soroca" not in _list(page(cast, cast.esi, "?place=MD-OR"))
    assert "Dana" not in _list(page(cast, cast.esi, "?since=2099-01-01"))
    client = cast.enter(cast.esi)
    for query in ("?verb=x", "?person=x", "?since=2027-02-30", "?page=zz", "?person=99999999999999999999"):
        assert client.get(reverse(PAGE) + query).status_code in (200, 422), query


def _list(text) -> str:
    return text.partition('aria-label="The record"')[2].partition("</ul>")[0]


def test_who_reads_no_records_finds_no_page(cast):
    for person in (cast.bilal, cast.amina):
        assert cast.enter(person).get(reverse(PAGE)).status_code == 404


def test_every_verb_has_a_sentence(db):
    for verb in verbs.all().values():
        assert str(verb.sentence) % {"actor": "Ana"}


def test_every_verb_names_who_did_it_only_when_it_is_done_at_work(cast):
    """Bilal works here; what he does for himself is told of "a member" all the same."""
    for verb in verbs.all().values():
        entry = record(verb.key, None, by=cast.bilal, place_path=cast.places["MD-OR"].path)
        words = sentences.said([entry])[0].words
        assert ("Bilal" in words) == (verb.by_staff and "%(actor)s" in str(verb.sentence)), verb.key


def test_who_works_here_answers_a_need_as_anybody_would(cast):
    answer = send(make_need(cast), cast.bilal)
    Consent.give(cast.bilal, "show:home", "members", text="yes")
    for reader in (cast.dana, cast.esi):
        text = _list(page(cast, reader))
        assert "A member answered a need" in text
        assert "Bilal" not in text
        assert f"answer {answer.pk}" not in text
        assert "answered a need" not in _list(page(cast, reader, f"?person={cast.bilal.pk}"))
    Role.objects.filter(member=cast.bilal).update(ended_at=timezone.now())
    assert "Bilal" not in _list(page(cast, cast.dana))


def test_an_answer_is_its_owner_s_step_by_step_and_the_desk_s_at_the_desk(cast):
    answer = send(make_need(cast), cast.bilal)
    move(answer, "seen", "accepted", by=cast.dana)
    move(answer, "proposed", by=cast.bilal)
    text = _list(page(cast, cast.esi))
    assert "Dana Lungu accepted an answer" in text
    assert "A member proposed hours" in text
    assert "Bilal" not in text


def test_a_page_of_fifty_asks_few_questions(cast, django_assert_max_num_queries):
    for number in range(60):
        record("opportunities.need_changed", cast.dana, by=cast.dana, place_path=cast.places["MD-OR"].path)
    with django_assert_max_num_queries(4):
        assert len(sentences.said(Record.objects.order_by("-pk")[:50])) == 50


def test_the_chain_holds_and_says_so(cast, done):
    seal_records()
    client = cast.enter(cast.esi)
    assert b"The chain holds" in client.post(reverse("administration:verify"), follow=True).content
    call_command("verify_audit")


def test_one_changed_row_breaks_the_chain(cast, done):
    seal_records()
    victim = Record.objects.get(verb="opportunities.need_closed")
    with connection.cursor() as cursor:  # as somebody with the keys of the server would
        cursor.execute("ALTER TABLE audit_record DISABLE TRIGGER USER")
        cursor.execute("UPDATE audit_record SET actor_number = %s WHERE id = %s", [cast.dana.pk, victim.pk])
        cursor.execute("ALTER TABLE audit_record ENABLE TRIGGER USER")
    assert verify().broken_at == victim.pk
    text = cast.enter(cast.esi).post(reverse("administration:verify"), follow=True).content.decode()
    assert f"breaks at record {victim.pk}" in text
    with pytest.raises(CommandError, match=f"breaks at record {victim.pk}"):
        call_command("verify_audit")


def test_only_an_administrator_of_everything_checks_the_chain(cast):
    assert cast.enter(cast.dana).post(reverse("administration:verify")).status_code == 403
    assert b"Check the chain" not in cast.enter(cast.dana).get(reverse(PAGE)).content
    assert cast.enter(cast.esi).get(reverse("administration:verify")).status_code == 405


def test_the_first_administrator_is_named_at_the_keyboard(db, capsys):
    call_command("name_administrator", "First@Example.org")
    call_command("name_administrator", "first@example.org")
    assert Role.objects.get(kind="administrator").member.email == "first@example.org"
    with pytest.raises(CommandError):
        call_command("name_administrator", "no address")
