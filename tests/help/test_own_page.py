"""The page of whoever asked: signed in, and by number and PIN with nothing kept in the browser."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache

from rootbridge.base.mail.models import Letter
from rootbridge.shared.conversations.models import Message
from rootbridge.shared.inbox.models import Notice
from rootbridge.subjects.help import following
from rootbridge.subjects.help.models import Closing, Question
from rootbridge.subjects.help.usual import usual_days
from tests.cast import give_role, make_member

pytestmark = pytest.mark.django_db
WORDS = "My mother asks where the supplement is paid out."


@pytest.fixture
def desk(cast):
    cache.clear()
    member = make_member("Dr Valentina Munteanu", email="v.secret@example.org")
    give_role(member, "support_agent", body=cast.bureau.audience_key)
    return member


@pytest.fixture
def mine(cast, desk):
    return Question.ask(office=cast.bureau, words=WORDS, language="en", by=cast.amina)[0]


@pytest.fixture
def unsigned(cast, desk):
    return Question.ask(office=cast.bureau, words=WORDS, language="en")[0]


def opened(cast, question):
    """The page by number and PIN, and its key."""
    page = cast.enter(cast.nobody).post("/en/help/follow/", {
        "number": question.number, "pin": following.pin_of(question.number)})  # fmt: skip
    return page, re.search(r'name="key" value="([^"]+)"', page.text)[1]


def test_who_has_it_by_first_name_alone(cast, desk, mine):
    mine.hand_to(by=desk, to=desk)
    page = cast.enter(cast.amina).get(mine.get_absolute_url()).text
    assert "Valentina" in page and "Taken" in page
    assert "Munteanu" not in page and "v.secret" not in page
    desk.change(by=desk, name="")
    page = cast.enter(cast.amina).get(mine.get_absolute_url()).text
    assert "v.secret" not in page and cast.bureau.name in page


def test_write_more_withdraw_and_open_again(cast, desk, mine):
    client, page = cast.enter(cast.amina), mine.get_absolute_url()
    for _press in range(2):
        assert client.post(page, {"words": "She lives in Orhei.", "client": "m1"}).status_code == 302
    assert Message.objects.count() == 1 and Notice.objects.filter(kind="help.question_added_to").count() == 1
    assert client.post(page, {"words": ""}).status_code == 422
    for _press in range(2):
        client.post(page, {"do": "withdraw"})
    assert Closing.objects.count() == 1 and not Question.objects.waiting().exists()
    for _press in range(2):
        client.post(page, {"do": "open"})
    assert Question.objects.waiting().exists()
    mine.answer(by=desk, words="At the post office.")
    answer = client.post(page, {"do": "withdraw"}, follow=True)
    assert "It was answered in the meantime" in answer.text
    client.post(page, {"do": "open", "words": "The post office says no.", "client": "m2"})
    assert Question.objects.waiting().exists() and Message.objects.count() == 3


@pytest.mark.parametrize("name", ["bilal", "chidi", "dana", "esi", "desk"])
def test_nobody_else_acts_on_it(cast, desk, mine, name):
    person = desk if name == "desk" else getattr(cast, name)
    for do in ("add", "withdraw", "open"):
        assert cast.enter(person).post(mine.get_absolute_url(), {"do": do, "words": "x"}).status_code == 404


def test_the_same_without_an_account_and_nothing_kept(cast, desk, unsigned):
    page, key = opened(cast, unsigned)
    client = cast.enter(cast.nobody)
    assert not page.cookies and unsigned.number in key
    sent = client.post("/en/help/follow/", {"key": key, "do": "add", "words": "She is 80.", "client": "p1"})
    assert (
        sent.status_code == 200
        and "She is 80." in sent.text
        and not sent.cookies
        and "no-store" in sent["Cache-Control"]
    )
    client.post("/en/help/follow/", {"key": key, "do": "add", "words": "She is 80.", "client": "p1"})
    assert Message.objects.count() == 1
    assert "Withdrawn" in client.post("/en/help/follow/", {"key": key, "do": "withdraw"}).text
    assert "open again" in client.post("/en/help/follow/", {"key": key, "do": "open"}).text
    assert client.post("/en/help/follow/", {"key": key, "do": "add", "words": ""}).status_code == 422


def test_a_key_that_is_old_or_made_up_opens_nothing_and_keeps_the_words(cast, desk, unsigned, monkeypatch):
    _page, key = opened(cast, unsigned)
    client = cast.enter(cast.nobody)
    other = Question.ask(office=cast.bureau, words=WORDS + "!", language="en")[0]
    forged = key.replace(unsigned.number, other.number)
    monkeypatch.setattr("rootbridge.subjects.help.views.own.LASTS", -1)
    for wrong in (key, forged, "x", "26-0000-00:1:2", "\x00"):
        answer = client.post("/en/help/follow/", {"key": wrong, "do": "add", "words": "Keep these"})
        assert answer.status_code == 422 and "Keep these" in answer.text and WORDS not in answer.text
    assert not Message.objects.exists()


def test_it_is_limited(cast, desk, mine):
    client, page = cast.enter(cast.amina), mine.get_absolute_url()
    for number in range(30):
        client.post(page, {"words": f"More {number}", "client": f"n{number}"})
    answer = client.post(page, {"words": "One too many", "client": "last"})
    assert answer.status_code == 422 and "Wait an hour" in answer.text and "One too many" in answer.text


def test_how_long_it_usually_takes_is_told_of_many_only(cast, desk, mine):
    for number in range(9):
        ask = Question.ask(
            office=cast.bureau, words=f"{WORDS} {number}", language="en", email=f"a{number}@example.org"
        )[0]
        Question.objects.filter(pk=ask.pk).update(first_reply_at=ask.asked_at + timedelta(days=2))
    assert usual_days(mine, mine.asked_at + timedelta(days=1)) is None
    Question.objects.filter(pk=mine.pk).update(first_reply_at=mine.asked_at + timedelta(days=2))
    assert usual_days(mine, mine.asked_at + timedelta(days=1)) == 2.0
    assert "2 days" in cast.enter(cast.amina).get(mine.get_absolute_url()).text


def test_markup_and_controls_are_shown_as_they_are(cast, desk, mine):
    cast.enter(cast.amina).post(mine.get_absolute_url(), {"words": "<script>x</script> \u202egnp.exe", "client": "z"})
    for page in (cast.enter(cast.amina).get(mine.get_absolute_url()), cast.enter(desk).get(mine.desk_url)):
        assert "<script>x" not in page.text and "&lt;script&gt;x" in page.text and "\u202e" not in page.text


def test_an_answer_is_rated_by_whoever_asked(cast, desk, mine, unsigned):
    assert "How content are you?" not in cast.enter(cast.amina).get(mine.get_absolute_url()).text
    for question in (mine, unsigned):
        question.answer(by=desk, words="At the post office.")
    page = cast.enter(cast.amina).get(mine.get_absolute_url()).text
    address = re.search(r'action="(/en/feedback/rating/[^"]+)"', page)[1]
    signed = address.partition(":")[0]  # what follows says when it was signed
    assert signed in Letter.objects.get(kind="help.question_answered").text.replace("\n", "")
    assert 'action="/en/feedback/rating/' in opened(cast, unsigned)[0].text
    cast.enter(cast.nobody).post(address, {"score": "5", "words": "Quick."})
    shown = cast.enter(desk).get(mine.desk_url).text
    assert "Very content" in shown and "Quick." in shown
