"""A talk on the pages, without a script: before it, during it, after it; and what bad input gets."""

import re

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone, translation

from rootbridge.base.mail.models import Letter
from rootbridge.shared.conversations.models import File, Message
from rootbridge.shared.feedback.models import Rating
from rootbridge.shared.moderation.models import Report
from rootbridge.subjects.help.following import pin_of
from rootbridge.subjects.help.models import Block, Chat, ChatDesk, Listening, Presence, Question
from tests.cast import give_role, make_member
from tests.help.talks import WORDS, age, begin, make_agent, open_desk
from tests.translation.factories import make_answer

pytestmark = pytest.mark.django_db
START, TALK = "/en/help/chat/", "/en/help/chat/talk/"


@pytest.fixture
def visitor():
    return Client(headers={"Sec-Fetch-Site": "same-origin"})


@pytest.fixture
def vlad(cast):
    open_desk(cast.bureau)
    return make_agent("Vlad Rotaru", cast.bureau, language="ro")


@pytest.fixture
def agent(cast, vlad):
    return cast.enter(vlad)


def once_of(page) -> str:
    return re.search(r'name="once" value="([\w-]+)"', page.text)[1]


def start(client, **said):
    known = {"words": WORDS, "topic": "pension", "office": "bureau", "other": "", "name": "Ana", "shows_seen": "on"}
    known["once"] = once_of(client.get(START))
    return client.post(START, known | said)


def client_of(page) -> str:
    return re.search(r'name="client" value="([\w-]+)"', page.text)[1]


def test_a_whole_talk_without_a_script(cast, visitor, agent, vlad):
    page = visitor.get(START)
    assert "Open now, until" in page.text and "no-store" in page["Cache-Control"] and not page.cookies
    answer = start(visitor)
    assert answer.url == TALK
    cookie = answer.cookies["rb_chat"]
    assert cookie["httponly"] and cookie["samesite"] == "Strict" and not cookie["max-age"] and not cookie["expires"]
    page = visitor.get(TALK)
    assert "You are next" in page.text and WORDS in page.text
    assert '<noscript><meta http-equiv="refresh"' in page.text
    chat = Chat.objects.get()
    queue = agent.get("/manage/chat/")
    assert "Ana" in queue.text and "așteaptă de 0 minute" in queue.text
    desk = f"/manage/chat/{chat.pk}/"
    assert WORDS in agent.get(desk).text
    assert agent.post(desk + "step/", {"step": "take"}).url == desk
    page = agent.get(desk)
    assert agent.post(desk, {"words": "Bună ziua!", "client": client_of(page)}).status_code == 302
    page = visitor.get(TALK)
    assert "Bună ziua!" in page.text and "Vlad" in page.text and "Romanian" in page.text
    sent = {"words": "From Turin.", "client": client_of(page)}
    assert visitor.post(TALK, sent).status_code == visitor.post(TALK, sent).status_code == 302
    assert [one.words for one in Message.objects.of(chat.conversation_id).said()][1:] == ["Bună ziua!", "From Turin."]
    agent.post(desk + "step/", {"step": "question"})
    question, page = Question.objects.get(), visitor.get(TALK)
    assert question.number in page.text and pin_of(question.number) in page.text
    assert settings.SESSION_COOKIE_NAME not in visitor.cookies


def test_a_double_click_begins_one_talk_and_the_same_key(visitor, vlad):
    once = once_of(visitor.get(START))
    other = Client(headers={"Sec-Fetch-Site": "same-origin"})
    keys = {start(client, once=once).cookies["rb_chat"].value for client in (visitor, other)}
    assert len(keys) == 1 and Chat.objects.count() == 1


def test_two_people_with_the_same_words_have_two_talks(visitor, vlad):
    other = Client(headers={"Sec-Fetch-Site": "same-origin"})
    keys = {start(client).cookies["rb_chat"].value for client in (visitor, other)}
    assert len(keys) == 2 and Chat.objects.count() == 2


def test_outside_the_hours_what_is_typed_becomes_a_question(cast, visitor):
    ChatDesk.objects.create(office=cast.bureau, is_on=True, hours={"mon": [["03:00", "03:01"]]})
    page = visitor.get(START, HTTP_COOKIE="rb_here=IT..")
    assert "Closed now" in page.text and "With you it is" in page.text
    start(visitor, email="ana@example.org")
    question, page = Question.objects.get(), visitor.get(TALK)
    assert question.words == WORDS and question.email == "ana@example.org"
    assert question.number in page.text
    answer = visitor.post(TALK, {"words": "One thing more", "client": "c1"})
    assert answer.status_code == 302
    assert [one.words for one in question.said()] == ["One thing more"]


def test_what_is_due_is_done_at_the_visitors_next_look(visitor, vlad):
    start(visitor)
    chat = Chat.objects.get()
    age(chat, minutes=10)
    assert "It is now question" in visitor.get(TALK).text


def test_excluded_desks_do_not_learn_of_it(cast, visitor, vlad):
    embassy = make_agent("Embassy Agent", cast.embassy)
    start(visitor, hide_other="embassy-rome")
    chat = Chat.objects.get()
    client = cast.enter(embassy)
    assert "Ana" not in client.get("/manage/chat/").text
    assert client.get(f"/manage/chat/{chat.pk}/").status_code == 404
    page = visitor.get(TALK)
    assert "Embassy rome" in page.text


@pytest.mark.parametrize("language", ["en", "ar"])
def test_clear_refusals(cast, visitor, agent, language):
    start_at, talk = f"/{language}/help/chat/", f"/{language}/help/chat/talk/"
    known = {"office": "bureau", "shows_seen": "on"}
    empty = visitor.post(start_at, known | {"words": " ", "email": "no address", "name": "Ana"})
    assert empty.status_code == 422 and "no address" in empty.text and 'value="Ana"' in empty.text
    same = visitor.post(start_at, known | {"words": "Hello", "hide": ["bureau"]})
    assert same.status_code == 422
    assert visitor.post(start_at, known | {"words": "x" * 1_000_000}).status_code == 422
    assert not Chat.objects.exists()
    assert visitor.get(talk).status_code == 404, "no talk: a page that says so"
    assert (
        visitor.post(start_at, known | {"words": "Hello"}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    )
    visitor.post(start_at, known | {"words": "‮<script>alert(1)</script>"})
    page = visitor.get(talk)
    assert "<script>alert" not in page.text and "‮" not in page.text
    long = visitor.post(talk, {"words": "y" * 1_000_000, "client": "c1"})
    assert long.status_code == 422 and Message.objects.said().count() == 1
    assert visitor.post(talk, {"words": " ", "client": "c2"}).status_code == 422


def test_a_flood_is_slowed_and_nothing_else_is_disturbed(cast, visitor, agent):
    start(visitor)
    codes = [visitor.post(TALK, {"words": f"{number}", "client": f"c{number}"}).status_code for number in range(120)]
    assert codes[0] == 302 and set(codes) == {302, 422}, "a slow machine may be let on again before the last one"
    assert agent.get("/manage/chat/").status_code == 200


def test_six_talks_of_one_network_in_half_a_day(vlad):
    codes = [start(Client(headers={"Sec-Fetch-Site": "same-origin"})).status_code for _number in range(7)]
    assert codes == [302] * 6 + [422]


def test_a_strangers_key_opens_nothing(visitor, vlad):
    start(visitor)
    other = Client(headers={"Sec-Fetch-Site": "same-origin"})
    other.cookies["rb_chat"] = "0" * 64
    page = other.get(TALK)
    assert page.status_code == 404 and WORDS not in page.text
    assert page.cookies["rb_chat"].value == ""
    assert other.post(TALK, {"words": "hello", "client": "c"}).status_code == 404


def test_a_talk_that_was_taken_away_says_so(visitor, vlad):
    start(visitor)
    Chat.objects.ended().forget() or Chat.objects.all().forget()
    assert visitor.get(TALK).status_code == 404


def test_seen_marks_may_be_refused(visitor, vlad):
    start(visitor)
    seat = Chat.objects.get().asker_seat()
    assert seat.shows_seen
    visitor.post(TALK + "step/", {"step": "hide_seen"})
    seat.refresh_from_db()
    assert not seat.shows_seen
    assert visitor.post(TALK + "step/", {"step": "other"}).status_code == 404


def test_leaving_quickly_leaves_no_trace(visitor, vlad):
    start(visitor)
    answer = visitor.get("/en/help/chat/leave/")
    assert answer.status_code == 302 and not answer.url.startswith("/")
    assert answer.cookies["rb_chat"].value == "" and "Clear-Site-Data" in answer
    assert not Chat.objects.get().ended_at


def test_the_words_by_mail_once_the_address_is_confirmed(visitor, vlad):
    start(visitor)
    visitor.post(TALK + "transcript/", {"email": "ana@example.org"})
    asked = Letter.objects.get()
    assert WORDS not in asked.text
    link = re.search(r"/en/help/chat/transcript/\S+", asked.text)[0]
    stranger = Client(headers={"Sec-Fetch-Site": "same-origin"})
    assert WORDS not in stranger.get(link).text
    assert stranger.post(link).status_code == 200
    assert WORDS in Letter.objects.latest("pk").text
    assert stranger.get(link.replace("transcript/", "transcript/x")).status_code == 404
    codes = [visitor.post(TALK + "transcript/", {"email": "ana@example.org"}).status_code for _number in range(6)]
    assert codes[-1] == 422


def test_a_members_words_go_to_their_own_address(cast, vlad):
    client = cast.enter(cast.amina)
    start(client)
    assert "rb_chat" not in client.cookies
    client.post(TALK + "transcript/", {"email": "somebody@example.com"})
    assert Letter.objects.latest("pk").address == cast.amina.email


def test_whoever_asked_reports_and_the_agent_does_not_decide(cast, visitor, agent, vlad):
    start(visitor)
    chat = Chat.objects.get()
    chat.take(by=vlad)
    assert visitor.post(TALK + "report/", {"reason": "hate", "words": "He shouted"}).status_code == 302
    report = Report.objects.get()
    assert (report.target_kind, report.target_id, report.reporter) == ("help.chat", chat.pk, None)
    moderator = make_member("Mo Derator")
    give_role(moderator, "moderator", is_everywhere=True)
    client = cast.enter(moderator)
    page = f"/manage/chat/{chat.pk}/listening/"
    assert WORDS not in client.get(page).text
    assert client.post(page, {"reason": ""}).status_code == 422
    client.post(page, {"reason": "The report"})
    assert WORDS in client.get(page).text
    assert Listening.objects.get().reason == "The report"
    assert agent.get(page).status_code == 404
    assert "reads along" in visitor.get(TALK).text


def test_blocked_at_one_desk_and_heard_in_writing(cast, visitor, agent, vlad):
    start(visitor)
    chat = Chat.objects.get()
    chat.take(by=vlad)
    page = f"/manage/chat/{chat.pk}/block/"
    assert agent.post(page, {"hours": "12", "reason": ""}).status_code == 422
    agent.post(page, {"hours": "12", "reason": "Insults"})
    again = start(visitor)
    assert again.status_code == 422 and "does not talk with you" in again.text and WORDS in again.text
    assert visitor.post(TALK, {"words": "!", "client": "c"}).status_code == 422
    agent.post(f"/manage/chat/blocks/{Block.objects.get().pk}/lift/")
    assert start(visitor).status_code == 302


def test_hand_over_on_the_page(cast, visitor, agent, vlad):
    ana = make_agent("Ana Sava", cast.bureau)
    start(visitor)
    chat = Chat.objects.get()
    desk = f"/manage/chat/{chat.pk}/"
    assert agent.post(desk + "step/", {"step": "end"}).status_code == 302 and not Chat.objects.get().ended_at
    chat.take(by=vlad)
    assert agent.post(desk + "passing/", {"note": "?"}).status_code == 422
    assert agent.post(desk + "passing/", {"to": cast.chidi.pk}).status_code == 422
    assert agent.post(desk + "passing/", {"to": ana.pk, "note": "Knows it"}).status_code == 302
    page = cast.enter(ana).get(desk)
    assert "Knows it" in page.text
    assert "Knows it" not in visitor.get(TALK).text


def test_words_that_are_ready(cast, agent, vlad):
    make_answer(cast, slug="pension-italy", question="Where do I ask for a pension from Italy?", office=cast.bureau)
    chat = begin(cast.bureau)
    chat.take(by=vlad)
    page = agent.get(f"/manage/chat/{chat.pk}/?find=pension italy")
    assert "Where do I ask for a pension from Italy?" in page.text
    put = agent.get(f"/manage/chat/{chat.pk}/?put=answer-pension-italy").text
    assert "/en/help/pension-italy/" in re.search(r"<textarea[^>]*>(.*?)</textarea>", put, re.S)[1]


def test_who_leads_sets_up_the_desk(cast, agent, vlad):
    client = cast.enter(cast.esi)
    assert agent.get("/manage/chat/desks/").status_code == 404
    page = "/manage/chat/desks/bureau/"
    known = {"is_on": "on", "wait_minutes": "7", "most_chats": "2", "mon": "9:00-13:00, 14.00 – 17:30"}
    assert client.post(page, known | {"tue": "all day", "closed_on": "Christmas"}).status_code == 422
    assert client.post(page, known | {"tue": "17:00-9:00"}).status_code == 422
    assert client.post(page, known | {"closed_on": "2026-12-25\n2026-01-07"}).status_code == 302
    desk = ChatDesk.objects.select_related("office").get()
    assert (desk.wait_minutes, desk.most_chats, desk.hours) == (
        7, 2, {"mon": [["09:00", "13:00"], ["14:00", "17:30"]]},
    )  # fmt: skip
    assert [day.isoformat() for day in desk.office.closed_on] == ["2026-01-07", "2026-12-25"]
    assert "Vlad" in client.get("/manage/chat/team/").text


def test_a_look_is_a_sign_and_the_switch_holds(agent, vlad):
    Presence.objects.update(seen_at=timezone.now() - timezone.timedelta(hours=1))
    agent.get("/manage/chat/")
    assert Presence.objects.get().is_there(timezone.now())
    agent.post("/manage/chat/presence/", {"state": "away"})
    agent.get("/manage/chat/")
    assert Presence.objects.get().state == "away"
    assert agent.post("/manage/chat/presence/", {"state": "asleep"}).status_code == 404


def test_every_page_leads_there_by_one_link(cast, visitor):
    page = visitor.get("/en/services/")
    assert page.text.count('href="/en/help/chat/"') == 1
    assert 'class="ask"' not in visitor.get(START).text


def test_whoever_asked_says_how_content_they_are(cast, visitor, agent, vlad):
    start(visitor)
    chat = Chat.objects.get()
    chat.take(by=vlad)
    assert 'id="rating"' not in visitor.get(TALK).text
    visitor.post(TALK + "step/", {"step": "end"})
    action = re.search(r'action="([^"]*/rating/[^"]*)"', visitor.get(TALK).text)[1]
    assert visitor.post(action, {"score": "4", "words": "Quick"}).status_code == 302
    rating = Rating.objects.get()
    assert (rating.kind, rating.target_id, rating.score, rating.group) == ("help.chat", chat.pk, 4, "bureau")
    with translation.override("ro"):
        assert rating.get_score_display() in agent.get(f"/manage/chat/{chat.pk}/").text


def test_files_in_a_talk(cast, visitor, agent, vlad):
    start(visitor)
    chat = Chat.objects.get()
    chat.take(by=vlad)
    paper = SimpleUploadedFile("work book.txt", b"1998 to 2007, Orhei")
    assert visitor.post(TALK + "files/", {"files": paper, "client": "c1"}).status_code == 302
    assert visitor.post(TALK + "files/", {"client": "c2"}).status_code == 422
    file = File.objects.get()
    page = visitor.get(TALK).text
    assert page.count("work book.txt") == 1 and f"{TALK}files/{file.pk}/" in page
    assert b"1998 to 2007" in b"".join(visitor.get(f"{TALK}files/{file.pk}/").streaming_content)
    stranger = Client(headers={"Sec-Fetch-Site": "same-origin"})
    assert stranger.get(f"{TALK}files/{file.pk}/").status_code == 404
    at_desk = f"/manage/chat/{chat.pk}/files/{file.pk}/"
    assert at_desk in agent.get(f"/manage/chat/{chat.pk}/").text
    assert "1998 to 2007" not in agent.get(at_desk).text
    answer = agent.post(at_desk, {"reason": "answer"})
    assert b"1998 to 2007" in b"".join(answer.streaming_content)
    assert "Vlad Rotaru opened a file: To answer the question" in visitor.get(TALK).text
    assert cast.enter(make_agent("Other", cast.town_hall)).get(at_desk).status_code == 404
    reply = SimpleUploadedFile("form.txt", b"the form")
    agent.post(f"/manage/chat/{chat.pk}/files/", {"files": reply})
    assert "form.txt" in visitor.get(TALK).text
