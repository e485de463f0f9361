"""Contact: asked, accepted or not, written, left, blocked, reported; nothing else passes between the two."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from rootbridge.shared.conversations.ledger import say
from rootbridge.shared.conversations.models import Message
from rootbridge.shared.inbox.models import Notice
from rootbridge.shared.moderation.models import Report
from rootbridge.subjects.community.actions import ask_contact, keep_away
from rootbridge.subjects.community.chores import tell_messages
from rootbridge.subjects.community.models import AskedBefore, Contact, Exclusion, Passage
from tests.cast import make_member

from .factories import let_find, meet

WORDS = "Good day, I am new in Turin and look for a dentist who speaks Romanian."


def ask(cast, handle, **said):
    said = {"words": WORDS, "name": "Chidi", **said}
    return cast.enter(cast.chidi).post(reverse("community:ask", args=[handle]), said)


def told(member) -> list[str]:
    return [kind.partition(".")[2] for kind in Notice.objects.filter(member=member).values_list("kind", flat=True)]


def test_asked_accepted_and_written_without_an_address(cast):
    handle = let_find(cast.amina).handle
    assert ask(cast, handle).status_code == 302
    contact, amina = Contact.objects.get(), cast.enter(cast.amina)
    assert told(cast.amina) == ["contact_asked"]
    body = amina.get(contact.get_absolute_url()).content.decode()
    assert WORDS in body and "chidi@example.org" not in body
    assert cast.enter(cast.chidi).post(contact.get_absolute_url(), {"words": "Hello?"}).status_code == 200
    assert not Message.objects.exists()  # nothing passes before they accept
    amina.post(reverse("community:answer", args=[contact.key]), {"answer": "accept", "name": "Amina"})
    assert told(cast.chidi) == ["contact_accepted"]
    written = amina.post(contact.get_absolute_url(), {"words": "Gladly: I know one.", "client": "c1"})
    assert written.status_code == 302
    seen = cast.enter(cast.chidi).get(contact.get_absolute_url()).content.decode()
    assert "Gladly: I know one." in seen and "amina@example.org" not in seen
    seats = contact.__class__.objects.get().conversation.seats
    assert set(seats.values_list("shows_seen", flat=True)) == {False}
    for person in (cast.esi, cast.dana, cast.bilal):
        assert cast.enter(person).get(contact.get_absolute_url()).status_code == 404


def test_declined_blocked_and_unanswered_look_alike_to_the_asker(cast):
    pages = []
    for number, choice in enumerate(("decline", "block", "")):
        person = make_member(f"Person {number}", email=f"p{number}@example.org")
        ask(cast, let_find(person).handle)
        contact = Contact.objects.get(asked=person)
        if choice:
            cast.enter(person).post(reverse("community:answer", args=[contact.key]), {"answer": choice})
        body = cast.enter(cast.chidi).get(contact.get_absolute_url()).content.decode()
        pages.append(body.replace(contact.key, "key"))
        assert told(cast.chidi) == []
    assert len(set(pages)) == 1


def test_blocked_in_the_middle_of_a_talk_they_cannot_tell(cast):
    contact = meet(cast.chidi, cast.amina)
    chidi = cast.enter(cast.chidi)
    before = chidi.get(contact.get_absolute_url()).status_code
    cast.enter(cast.amina).post(reverse("community:leave", args=[contact.key]), {"block": "1"})
    assert chidi.post(contact.get_absolute_url(), {"words": "Are you there?", "client": "x"}).status_code == 302
    assert chidi.get(contact.get_absolute_url()).status_code == before == 200
    assert cast.enter(cast.amina).get(contact.get_absolute_url()).status_code == 404
    assert tell_messages(timezone.now()) == 0  # and nobody hears of it
    assert Exclusion.objects.filter(owner=cast.amina, other=cast.chidi).exists()


def test_what_somebody_named_by_address_is_asked_never_arrives(cast):
    """Whoever hides from an address and asks its owner without knowing gives nothing away."""
    let_find(cast.chidi)
    Exclusion.name(cast.amina, cast.chidi.email)
    contact = ask_contact(asker=cast.amina, asked=cast.chidi, words=WORDS, name="Amina")
    assert told(cast.chidi) == [] and not Contact.objects.waiting_for(cast.chidi, timezone.now()).exists()
    chidi = cast.enter(cast.chidi)
    assert chidi.get(contact.get_absolute_url()).status_code == 404
    assert "Amina" not in chidi.get(reverse("community:contacts")).content.decode()


def test_once_in_ninety_days_and_never_two_at_once(cast):
    first = Contact.ask(cast.chidi, cast.amina, words=WORDS, name="Chidi")
    for asker, asked in ((cast.chidi, cast.amina), (cast.amina, cast.chidi)):
        with pytest.raises(AskedBefore):
            Contact.ask(asker, asked, words=WORDS, name="Somebody")
    first.decline(by=cast.amina)
    assert Contact.ask(cast.amina, cast.chidi, words=WORDS, name="Amina")  # who declined may ask themselves
    Contact.objects.update(at=timezone.now() - timedelta(days=91))
    assert Contact.ask(cast.chidi, cast.amina, words=WORDS, name="Chidi")


def test_a_new_account_asks_three_people_a_day(cast):
    people = [let_find(make_member(f"Person {number}", email=f"p{number}@example.org")).handle for number in range(4)]
    answers = [ask(cast, handle).status_code for handle in people]
    assert answers == [302, 302, 302, 429] and Contact.objects.count() == 3


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"words": "Hi"}, "so that they can decide"),
        ({"words": WORDS + " Call 0712 345 678."}, "You cannot take it back later"),
        ({"words": WORDS + " me@example.org"}, "You cannot take it back later"),
        ({"words": ""}, "Write something here"),
        ({"name": ""}, "Write something here"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(cast, said, sentence):
    answer = ask(cast, let_find(cast.amina).handle, **said)
    assert answer.status_code == 422 and sentence in answer.content.decode()
    assert said.get("words", WORDS) in answer.content.decode() and not Contact.objects.exists()


def test_a_report_takes_two_taps_and_carries_the_passage(cast):
    contact = meet(cast.chidi, cast.amina)
    say(contact.seat_of(cast.chidi).pk, client="1", words="Send me money today.")
    amina = cast.enter(cast.amina)
    assert amina.get(reverse("community:report_contact", args=[contact.key])).status_code == 200
    amina.post(reverse("community:report_contact", args=[contact.key]), {"reason": "fraud"})
    report, passage = Report.objects.get(), Passage.objects.get()
    assert report.place_path == "" and report.residence == "FR" and passage.about == cast.chidi
    assert [line["who"] for line in passage.lines] == ["they", "they"]
    esi = cast.enter(cast.esi)
    address = reverse("manage_groups:reported", args=["contact", contact.pk])
    assert "Send me money today." in esi.get(address).content.decode()
    assert cast.enter(cast.dana).get(address).status_code == 404
    decided = esi.post(
        reverse("manage_reports:report", args=[report.case_id]), {"outcome": "hidden", "rule": "money", "reason": "It asks for money."}
    )
    assert decided.status_code == 302 and amina.get(contact.get_absolute_url()).status_code == 404
    entry = let_find(cast.bilal)
    amina.post(reverse("community:report_person", args=[entry.handle]), {"reason": "false"})
    assert "Bilal Ceban" in str(Passage.objects.get(profile=entry).lines)


def test_a_new_message_is_told_of_once_and_without_its_words(cast):
    contact = meet(cast.chidi, cast.amina)
    say(contact.seat_of(cast.chidi).pk, client="1", words="A secret")
    say(contact.seat_of(cast.chidi).pk, client="2", words="Another")
    assert tell_messages(timezone.now()) == 1 and tell_messages(timezone.now()) == 0
    notice = Notice.objects.get(kind="community.message")
    assert notice.member == cast.amina and "secret" not in str(notice.words) + notice.sentence


def test_who_kept_somebody_away_finds_them_in_no_list(cast):
    contact = meet(cast.chidi, cast.amina)
    keep_away(owner=cast.amina, other=cast.chidi)
    assert not Contact.objects.open_for(cast.amina).exists() and Contact.objects.open_for(cast.chidi).exists()
    assert contact.conversation.seats.filter(ended_at=None).count() == 1


def test_pages_pin_their_queries(cast, django_assert_num_queries):
    for number in range(3):
        meet(make_member(f"Person {number}", email=f"p{number}@example.org"), cast.amina)
    client = cast.enter(cast.amina)
    client.get(reverse("community:contacts"))
    with django_assert_num_queries(7):
        client.get(reverse("community:contacts"))
