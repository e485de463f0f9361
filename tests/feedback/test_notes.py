"""Notes: said without an account, answered at work inside one's region, public only where the sender allows."""

from datetime import timedelta

import pytest
from django.utils import timezone

from rootbridge.base.audit.models import Record
from rootbridge.base.core.queue import waiting_for
from rootbridge.base.core.retention import clear_outdated
from rootbridge.base.mail.models import Letter
from rootbridge.people.privacy.erasure import erase
from rootbridge.shared.feedback.models import Note
from rootbridge.shared.inbox.models import Notice
from tests.cast import give_role, make_member
from tests.feedback.test_feedback import reader
from tests.translation.factories import make_guide

WRITE = "/en/feedback/write/"


def said(**more):
    return {"category": "idea", "words": "Show the bus to Orhei", "about": "", "email": ""} | more


def test_somebody_says_something_and_those_who_answer_hear_of_it(cast):
    answer = reader().post(WRITE, said(email="ana@example.org", may_show="on"))
    assert answer.url == "/en/feedback/sent/note/"
    note = Note.objects.get()
    assert (note.category, note.email, note.may_show, note.member, note.language) == (
        "idea", "ana@example.org", True, None, "en",
    )  # fmt: skip
    notice = Notice.objects.get(kind="feedback.said")
    assert notice.member == cast.esi
    letter = Letter.objects.get(kind="feedback.said")
    assert "bus" not in letter.text and "ana@" not in letter.text
    assert any(row.url == note.desk_url for row in waiting_for(cast.again(cast.esi)))


def test_the_answer_goes_out_once_and_the_address_is_forgotten(cast):
    note = Note.say(category="idea", words="Show the bus", language="en", email="ana@example.org")[0]
    desk = cast.enter(cast.esi)
    assert desk.post(note.desk_url, {"words": "It stands there now."}).status_code == 302
    letter = Letter.objects.get(kind="feedback.answered")
    assert (letter.address, "It stands there now." in letter.text) == ("ana@example.org", True)
    note.refresh_from_db()
    assert note.email == ""
    desk.post(note.desk_url, {"words": "A second one."})
    assert Letter.objects.filter(kind="feedback.answered").count() == 1
    assert Record.objects.filter(verb="feedback.answered", actor_number=cast.esi.pk).count() == 1


def test_in_public_stand_the_words_that_somebody_looked_at(cast):
    note = Note.say(category="thanks", words="Thanks to Maria, says Ana Rusu", language="en", may_show=True)[0]
    desk, section = cast.enter(cast.esi), "/en/feedback/"
    show = f"{note.desk_url}showing/"
    desk.post(show, {"words": "Thanks to the desk"})
    assert "Thanks to the desk" not in reader().get(section).content.decode(), "not before it has a reply"
    desk.post(note.desk_url, {"words": "Gladly."})
    desk.post(show, {"words": "Thanks to the desk"})
    page = reader().get(section).content.decode()
    assert "Thanks to the desk" in page and "Gladly." in page
    assert "Ana Rusu" not in page
    desk.post(show, {"step": "hide"})
    assert "Thanks to the desk" not in reader().get(section).content.decode()


@pytest.mark.parametrize("more", [{}, {"category": "worry", "may_show": "on"}])
def test_nothing_is_public_that_the_sender_did_not_allow_nor_a_worry(cast, more):
    reader().post(WRITE, said(**more))
    note = Note.objects.get()
    note.answer(by=cast.esi, words="Yes", language="en")
    assert note.show(by=cast.esi, words="Public words") is False
    assert "Public words" not in reader().get("/en/feedback/").content.decode()


def test_a_worry_is_shown_the_way_to_safe_reporting(cast):
    answer = reader().post(WRITE, said(category="worry"))
    assert answer.url == "/en/feedback/sent/worry/"
    assert "/en/safety/" in reader().get(answer.url).content.decode()


@pytest.mark.parametrize("more", [
    {"words": ""}, {"words": " \u200b "}, {"words": "x" * 4001}, {"category": "rude"}, {"category": ""},
    {"email": "ana(at)example"},
])  # fmt: skip
def test_what_cannot_be_kept_comes_back_with_the_reason(cast, more):
    answer = reader().post(WRITE, said(**more))
    assert answer.status_code == 422
    assert not Note.objects.exists()


def test_markup_and_hidden_signs_are_harmless(cast):
    reader().post(WRITE, said(words="<script>alert(1)</script>\u202e", may_show="on"))
    note = Note.objects.get()
    assert "\u202e" not in note.words
    note.answer(by=cast.esi, words="<b>so</b>", language="en")
    note.show(by=cast.esi, words=note.words)
    page = reader().get("/en/feedback/").content.decode()
    assert "<script>alert" not in page and "<b>so</b>" not in page
    assert "<script>alert" not in cast.enter(cast.esi).get(note.desk_url).content.decode()


@pytest.mark.parametrize("about", ["https://example.org/", "/manage/people/", "javascript:alert(1)"])
def test_it_is_about_pages_of_ours_only(cast, about):
    assert "example.org/" not in reader().get(WRITE, {"about": about}).content.decode().partition("<main")[2]
    reader().post(WRITE, said(about=about))
    assert Note.objects.get().about == ""


def test_a_network_says_ten_things_an_hour(cast):
    codes = [reader().post(WRITE, said(words=f"Idea number {number}")).status_code for number in range(12)]
    assert codes == [302] * 10 + [422] * 2
    assert Note.objects.count() == 10


def test_the_same_words_are_one_note(cast):
    for _time in range(3):
        reader().post(WRITE, said())
    assert Note.objects.count() == 1


def test_a_page_of_a_region_goes_to_its_editor(cast):
    make_guide(cast, "en", slug="market", title="Market", place=cast.places["MD-OR"])
    editor = give_role(make_member("Vera Editor"), "editor", place=cast.places["MD-OR"]).member
    other = give_role(make_member("Sorin Editor"), "editor", place=cast.places["MD-SO"]).member
    reader().post(WRITE, said(about="/en/services/market/"))
    note = Note.objects.get()
    assert note.place_path == "MD/MD-OR/"
    told = set(Notice.objects.filter(kind="feedback.said").values_list("member", flat=True))
    assert told == {editor.pk, cast.esi.pk}
    assert cast.enter(editor).get(note.desk_url).status_code == 200
    assert cast.enter(other).get(note.desk_url).status_code == 404
    assert cast.enter(cast.dana).get(note.desk_url).status_code == 404
    assert cast.enter(cast.amina).get(note.desk_url).status_code == 404


def test_a_note_can_be_set_aside_and_taken_up_again(cast):
    note = Note.say(category="idea", words="Words", language="en")[0]
    desk = cast.enter(cast.esi)
    desk.post(f"{note.desk_url}aside/")
    assert not Note.objects.waiting().exists()
    desk.post(f"{note.desk_url}aside/", {"step": "back"})
    assert Note.objects.waiting().get() == note


def test_a_member_sees_their_own_and_takes_them_along(cast):
    client = cast.enter(cast.amina)
    client.post(WRITE, said())
    note = Note.objects.get()
    assert note.member == cast.amina
    note.answer(by=cast.esi, words="Soon.", language="en")
    page = client.get("/en/feedback/mine/").content.decode()
    assert "Show the bus to Orhei" in page and "Soon." in page
    assert "Show the bus" not in cast.enter(cast.chidi).get("/en/feedback/mine/").content.decode()
    erase(cast.amina)
    assert not Note.objects.exists()


def test_after_two_years_it_is_gone(cast):
    Note.say(category="idea", words="Words", language="en")
    clear_outdated(timezone.now() + timedelta(days=700))
    assert Note.objects.exists()
    clear_outdated(timezone.now() + timedelta(days=740))
    assert not Note.objects.exists()
