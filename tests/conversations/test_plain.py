"""The plain way: the same frames by ordinary requests, with the same rights; and the form that needs no script."""

import json

import pytest
from django.conf import settings
from django.test import Client

from rootbridge.people.members.models import RoleKind
from rootbridge.shared.conversations import talking
from rootbridge.shared.conversations.ledger import NotTheirs, note_event, say
from rootbridge.shared.conversations.models import Conversation, Message
from rootbridge.shared.conversations.tickets import ticket_of
from tests.cast import give_role

pytestmark = pytest.mark.django_db
HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def talk(db):
    talking.allowance.cache_clear()
    return Conversation.open(body="office:1", excluded=["office:9"])


def ask(seat, after=0, session="", client=None):
    answer = (client or Client()).get(f"/talk/?after={after}", headers={"X-Ticket": ticket_of(seat.pk, session)})
    assert "no-store" in answer["Cache-Control"]
    return answer.json()


def send(seat, words="hello", name="a", session="", **more):
    body = json.dumps({"say": {"id": name, "words": words}})
    return Client().post(
        "/talk/", body, content_type="application/json",
        headers={"X-Ticket": ticket_of(seat.pk, session), **HERE, **more},
    )  # fmt: skip


def test_it_stores_and_tells_what_is_new(talk):
    (one, _), (two, _) = talk.seat_asker(), talk.seat_asker()
    assert send(one).json()["stored"]["number"] == 1
    assert send(one).json()["stored"]["number"] == 1
    send(two, words="and you?", name="b")
    assert [row["words"] for row in ask(one)["messages"]] == ["hello", "and you?"]
    assert [row["words"] for row in ask(one, after=1)["messages"]] == ["and you?"]
    assert ask(one, after=2) == {"messages": []}


def test_another_site_cannot_write(talk):
    seat, _key = talk.seat_asker()
    assert send(seat, **{"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert not Message.objects.of(talk)


@pytest.mark.parametrize("ticket", ["", "forged", "x" * 9000])
def test_without_a_ticket_it_says_so(talk, ticket):
    answer = Client().get("/talk/?after=0", headers={"X-Ticket": ticket})
    assert answer.json() == {"bye": "ticket"}


@pytest.mark.parametrize("body", ["", "{", "[]", '{"seen": 1}', "x" * 1_000_000, '{"say": {"id": "é", "words": "x"}}'])
def test_nonsense_is_a_plain_no(talk, body):
    seat, _key = talk.seat_asker()
    headers = {"X-Ticket": ticket_of(seat.pk), **HERE}
    assert Client().post("/talk/", body, content_type="application/json", headers=headers).status_code == 400
    assert Client().get("/talk/?after=-1", headers=headers).status_code == 400
    assert Client().get("/talk/?after=99999999999999999999", headers=headers).status_code == 400


def test_too_long_too_many_and_nothing_are_refused(talk):
    seat, _key = talk.seat_asker()
    assert send(seat, words="x" * 4001).json()["refused"]["why"] == "long"
    assert send(seat, words="\u202e").json()["refused"]["why"] == "empty"
    answers = [send(seat, name=str(number)).json() for number in range(settings.ROOTBRIDGE_LIVE_RATE)]
    refused = [answer["refused"] for answer in answers if "refused" in answer]
    assert refused and refused[0]["why"] == "many" and refused[0]["wait"] > 0


def test_a_closed_conversation_is_read_to_its_end(talk):
    seat, _key = talk.seat_asker()
    note_event(talk, '{"event": "closed"}')
    talk.close()
    assert ask(seat)["messages"][0]["data"] == {"event": "closed"}
    assert ask(seat, after=1) == {"bye": "closed"}
    assert send(seat).json()["refused"]["why"] == "not_theirs"


def test_a_seat_that_ended_hears_nothing(talk):
    seat, _key = talk.seat_asker()
    say(seat.pk, client="1", words="hello")
    seat.end()
    assert ask(seat) == {"bye": "ended"}


# Who sits at the desk, by which role, for which body: may they hear and speak?
RIGHTS = [
    ("agent of the body", {"body": "office:1"}, {}, True),
    ("agent of another", {"body": "office:2"}, {}, False),
    ("administrator of everything", {"is_everywhere": True}, {}, False),
    ("agent of the body and of an excluded one", {"body": "office:1"}, {"also": "office:9"}, False),
    ("agent who signed out", {"body": "office:1"}, {"session": "gone"}, False),
    ("agent without a session", {"body": "office:1"}, {"session": ""}, False),
    ("agent whose seat ended", {"body": "office:1"}, {"ends": True}, False),
    ("agent whose account is closed", {"body": "office:1"}, {"is_active": False}, False),
]


@pytest.mark.parametrize("who, scope, more, may", RIGHTS, ids=[row[0] for row in RIGHTS])
def test_who_may_hear_and_speak_at_the_desk(talk, cast, who, scope, more, may):
    kind = RoleKind.ADMINISTRATOR if "is_everywhere" in scope else RoleKind.SUPPORT_AGENT
    give_role(cast.chidi, kind, **scope)
    if "also" in more:
        give_role(cast.chidi, RoleKind.SUPPORT_AGENT, body=more["also"])
    session = more.get("session", cast.enter(cast.chidi).session.session_key)
    seat = talk.seat_desk(cast.chidi)
    if more.get("ends"):
        seat.end()
    if "is_active" in more:
        type(cast.chidi).objects.filter(pk=cast.chidi.pk).update(is_active=False)
    visitor, _key = talk.seat_asker()
    say(visitor.pk, client="1", words="for the desk")
    assert ("messages" in ask(seat, session=session)) is may
    assert ("stored" in send(seat, session=session).json()) is may


def test_nobody_writes_into_somebody_elses_conversation(talk):
    """A seat is of one conversation: there is no way to name another."""
    other = Conversation.open(body="office:1")
    seat, _key = talk.seat_asker()
    send(seat)
    assert not Message.objects.of(other)
    with pytest.raises(NotTheirs):
        say(seat.pk + 999, client="1", words="guessed")


def test_the_form_alone_stores_once_and_says_why_not(talk, rf):
    seat, _key = talk.seat_asker(language="ro")
    request = rf.post("/", {"words": " Bună \u202e", "client": "c1"})
    request.user = type("Nobody", (), {"is_authenticated": False})()
    first, second = talking.take_words(request, seat), talking.take_words(request, seat)
    assert first.said.number == second.said.number == 1
    assert Message.objects.of(talk).get().words == "Bună"
    for words in ("", "x" * 4001):
        request.POST = {"words": words}
        answered = talking.take_words(request, seat)
        assert answered.said is None and answered.why and answered.words == words
