"""Who may connect, what is taken from them, and who hears nothing more: asked of a real live server."""

import asyncio
import contextlib
import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.sessions.models import Session
from django.core import signing
from django.db import connection
from django.utils import timezone
from websockets.exceptions import ConnectionClosed, InvalidStatus

from rootbridge.people.members.models import RoleKind
from rootbridge.shared.conversations import tickets
from rootbridge.shared.conversations.ledger import note_event, say
from rootbridge.shared.conversations.models import Message
from rootbridge.shared.conversations.tickets import ticket_of
from tests import loops
from tests.cast import give_role
from tests.conversations.lines import hear, hear_of, joined, opened, tell
from tests.conversations.servers import live_server, this_database

pytestmark = pytest.mark.django_db(transaction=True)


async def later(act, *words, **more):
    """Something that the pages do, from beside the loop."""

    def done():
        act(*words, **more)
        connection.close()

    await asyncio.to_thread(done)


async def unheard(line):
    """Read what comes and forget it, as long as the line lives: who does not read is not served for ever."""
    with contextlib.suppress(ConnectionClosed):
        while True:
            await line.recv()


def test_what_one_says_the_other_hears_and_is_told_it_is_stored(live_port, talk):
    (one, _), (two, _) = talk.seat_asker(name="Ana"), talk.seat_asker()

    async def story():
        async with joined(live_port, one.pk) as ana, joined(live_port, two.pk) as other:
            await tell(ana, say={"id": "a1", "words": "Bună", "language": "ro"})
            stored = await hear_of(ana, "stored")
            [heard] = await hear_of(other, "messages")
            await tell(other, typing=True)
            typing = await hear_of(ana, "typing")
            await tell(other, seen=1)
            return stored, heard, typing, await hear_of(ana, "seen")

    stored, heard, typing, seen = loops.run(story())
    assert (stored["id"], stored["number"]) == ("a1", 1)
    assert (heard["words"], heard["language"], heard["name"], heard["seat"]) == ("Bună", "ro", "Ana", one.pk)
    assert (typing, seen) == ({"seat": two.pk, "is_typing": True}, {"seat": two.pk, "number": 1})


def test_who_hides_what_they_read_shows_nothing(live_port, talk):
    (one, _), (two, _) = talk.seat_asker(), talk.seat_asker()
    two.shows_seen = False
    two.save()
    say(one.pk, client="1", words="hello")

    async def story():
        async with joined(live_port, one.pk, after=1) as ana, joined(live_port, two.pk, after=1) as other:
            await tell(other, seen=1)
            await tell(other, typing=True)
            return await hear(ana)

    assert "typing" in loops.run(story())
    two.refresh_from_db()
    assert two.seen == 1


@pytest.mark.parametrize("origin", ["https://evil.example", "http://127.0.0.1", "null", None])
def test_a_foreign_page_is_refused(live_port, talk, origin):
    async def story():
        async with opened(live_port, origin=origin):
            pass

    with pytest.raises(InvalidStatus, match="403"):
        loops.run(story())


def test_a_name_that_is_not_ours_is_refused(live_port):
    """The page and the address agree, but on a name that somebody else pointed here."""

    async def story():
        async with opened(live_port, origin="http://evil.example", additional_headers={"Host": "evil.example"}):
            pass

    with pytest.raises(InvalidStatus):
        loops.run(story())


def forged(seat):
    return ticket_of(seat.pk).replace(ticket_of(seat.pk)[:6], ticket_of(seat.pk + 1)[:6])


def of_another_kind(seat):
    return signing.dumps([seat.pk, ""], salt="something else")


def expired(seat):
    class Then(signing.TimestampSigner):
        def timestamp(self):
            return signing.b62_encode(int(timezone.now().timestamp()) - tickets.GOOD_FOR - 5)

    return Then(salt=tickets.SALT).sign_object([seat.pk, ""])


TICKETS = {"forged": forged, "of another kind": of_another_kind, "expired": expired, "none": lambda seat: "",
           "a number": lambda seat: 7, "long": lambda seat: "x" * 9000}  # fmt: skip


@pytest.mark.parametrize("make", TICKETS.values(), ids=TICKETS)
def test_without_a_good_ticket_nothing_is_heard(live_port, talk, make):
    seat, _key = talk.seat_asker()
    say(seat.pk, client="1", words="secret")

    async def story():
        async with opened(live_port) as line:
            await tell(line, hello={"ticket": make(seat), "after": 0})
            frames = []
            with contextlib.suppress(ConnectionClosed):
                while True:
                    frames.append(await hear(line))
            return frames

    assert loops.run(story()) == [{"bye": "ticket"}]


NONSENSE = ["", "{", "[]", "7", '{"say": 1}', '{"say": {}, "typing": true}', '{"say":{"id":"","words":"x"}}',
            '{"say":{"id":"a","words":7}}', '{"seen": -1}', '{"seen": 1e99}', "[" * 5000]  # fmt: skip


@pytest.mark.parametrize("frame", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_disturbs_nobody(live_port, talk, frame):
    (one, _), (two, _) = talk.seat_asker(), talk.seat_asker()

    async def story():
        async with joined(live_port, one.pk) as line, joined(live_port, two.pk) as other:
            await line.send(frame)
            await tell(line, say={"id": "1", "words": "all is well"})
            return await hear_of(other, "messages")

    assert loops.run(story())[0]["words"] == "all is well"


def test_too_large_is_refused_and_what_hides_is_taken_out(live_port, talk):
    (one, _), (two, _) = talk.seat_asker(), talk.seat_asker()

    async def story():
        async with joined(live_port, one.pk) as line, joined(live_port, two.pk) as other:
            await tell(line, say={"id": "long", "words": "x" * 4001})
            long = await hear_of(line, "refused")
            await tell(line, say={"id": "empty", "words": " \u202e\u200b "})
            empty = await hear_of(line, "refused")
            await tell(line, say={"id": "bidi", "words": "<script>\u202eabc\u2066\x00</script>"})
            [clean] = await hear_of(other, "messages")
            with pytest.raises(ConnectionClosed):
                await line.send(json.dumps({"say": {"id": "huge", "words": "x" * 1_000_000}}))
                while True:
                    await hear(line)
            await tell(other, say={"id": "after", "words": "still here"})
            return long, empty, clean, await hear_of(other, "stored")

    long, empty, clean, stored = loops.run(story())
    assert (long["why"], long["wait"], empty["why"]) == ("long", 0, "empty")
    assert clean["words"] == "<script>abc</script>"
    assert stored["number"] == 2


def test_a_thousand_in_a_minute_are_held_back_and_none_of_the_rest_is_lost(started, transactional_db, talk):
    port = started(live_server(this_database(), ROOTBRIDGE_LIVE_RATE="60")).port
    seat, _key = talk.seat_asker()

    async def story():
        async with joined(port, seat.pk) as line:
            for number in range(1000):
                await tell(line, say={"id": f"n{number}", "words": "spam"})
            stored, refused = [], []
            while len(stored) + len(refused) < 1000:
                frame = await hear(line)
                stored += [frame["stored"]["id"]] if "stored" in frame else []
                refused += [frame["refused"]] if "refused" in frame else []
            await asyncio.sleep(refused[-1]["wait"])
            await tell(line, say={"id": refused[0]["id"], "words": "spam"})
            return stored, refused, await hear_of(line, "stored")

    stored, refused, again = loops.run(story())
    assert 15 <= len(stored) <= 40
    assert all(one["why"] == "many" and 0 < one["wait"] <= 1 for one in refused)
    assert again["id"] == refused[0]["id"]
    assert Message.objects.of(talk).count() == len(stored) + 1


def test_one_network_holds_only_so_many_lines(started, transactional_db):
    port = started(live_server(this_database(), ROOTBRIDGE_LIVE_PER_NETWORK="3")).port

    async def story():
        async with contextlib.AsyncExitStack() as lines:
            for _line in range(3):
                await lines.enter_async_context(opened(port))
            with pytest.raises(InvalidStatus, match="403"):
                await lines.enter_async_context(opened(port))
        await asyncio.sleep(0.2)
        async with opened(port):
            return True

    assert loops.run(story())


def test_the_same_message_sent_at_once_is_one(live_port, talk):
    seat, _key = talk.seat_asker()

    async def story():
        async with contextlib.AsyncExitStack() as lines:
            found = [await lines.enter_async_context(joined(live_port, seat.pk)) for _line in range(8)]
            await asyncio.gather(*(tell(line, say={"id": "same", "words": "once"}) for line in found))
            return [(await hear_of(line, "stored"))["number"] for line in found]

    assert loops.run(story()) == [1] * 8
    assert Message.objects.of(talk).count() == 1


def test_the_order_holds_under_fifty_writers(live_port, talk):
    """Forty live, ten by the page; one who listens hears all of it in order."""
    seats = [talk.seat_asker()[0].pk for _seat in range(51)]

    def by_page(seat):
        for number in range(10):
            say(seat, client=f"p{number}", words=str(number))
        connection.close()

    async def story():
        async with contextlib.AsyncExitStack() as lines:
            listener = await lines.enter_async_context(joined(live_port, seats[50]))
            found = [await lines.enter_async_context(joined(live_port, seat)) for seat in seats[:40]]
            reading = [asyncio.ensure_future(unheard(line)) for line in found]
            with ThreadPoolExecutor(10) as pool:
                pages = [asyncio.get_running_loop().run_in_executor(pool, by_page, seat) for seat in seats[40:50]]
                for number in range(10):
                    for line in found:
                        await tell(line, say={"id": f"l{number}", "words": str(number)})
                await asyncio.gather(*pages)
            heard = []
            while len(heard) < 500:
                heard += await hear_of(listener, "messages")
        await asyncio.gather(*reading)
        return heard

    heard = loops.run(story())
    assert [one["number"] for one in heard] == list(range(1, 501))
    for seat in seats[:50]:
        assert [one["words"] for one in heard if one["seat"] == seat] == [str(number) for number in range(10)]


def test_who_comes_back_gets_what_came_after(live_port, talk):
    seat, _key = talk.seat_asker()
    for number in range(450):
        say(seat.pk, client=str(number), words=str(number))

    async def story():
        async with joined(live_port, seat.pk, after=7) as line:
            heard = []
            while len(heard) < 443:
                heard += await hear_of(line, "messages")
            return [one["number"] for one in heard]

    assert loops.run(story()) == list(range(8, 451))


def test_a_conversation_that_closes_says_so_last(live_port, talk):
    seat, _key = talk.seat_asker()

    def close():
        note_event(talk, '{"event": "closed"}')
        talk.close()

    async def story():
        async with joined(live_port, seat.pk) as line:
            await later(close)
            [event] = await hear_of(line, "messages")
            return event["data"], await hear(line)

    assert loops.run(story()) == ({"event": "closed"}, {"bye": "closed"})


class Ending:
    """The ways in which an agent's ear is closed."""

    def seat_ended(self, seat, session, role):
        seat.end()

    def signed_out(self, seat, session, role):
        Session.objects.filter(session_key=session).delete()

    def role_ended(self, seat, session, role):
        role.ended_at = timezone.now()
        role.save()

    def role_suspended(self, seat, session, role):
        role.suspended_at = timezone.now()
        role.save()

    def banned(self, seat, session, role):
        type(seat.member).objects.filter(pk=seat.member_id).update(is_active=False)

    def excluded(self, seat, session, role):
        give_role(seat.member, RoleKind.SUPPORT_AGENT, body="office:9")
        seat.conversation.excluded = ["office:9"]
        seat.conversation.save()

    def handed_over(self, seat, session, role):
        seat.conversation.move_to("office:8")


ENDINGS = {
    "seat_ended": "ended", "signed_out": "signed_out", "role_ended": "no_role", "role_suspended": "no_role",
    "banned": "no_role", "excluded": "no_role", "handed_over": "no_role",
}  # fmt: skip


@pytest.mark.parametrize("ending, why", ENDINGS.items(), ids=ENDINGS)
def test_an_agent_whose_right_is_gone_hears_and_says_nothing_more(live_port, cast, talk, ending, why):
    role = give_role(cast.chidi, RoleKind.SUPPORT_AGENT, body="office:1")
    session = cast.enter(cast.chidi).session.session_key
    agent, (visitor, _key) = talk.seat_desk(cast.chidi), talk.seat_asker()

    async def story():
        async with joined(live_port, agent.pk, session) as line, joined(live_port, visitor.pk) as other:
            await tell(other, say={"id": "1", "words": "before"})
            before = (await hear_of(line, "messages"))[0]["words"]
            await later(getattr(Ending(), ending), agent, session, role)
            with contextlib.suppress(ConnectionClosed):  # the line may be closed already
                await tell(line, say={"id": "x", "words": "not mine any more"})
            await tell(other, say={"id": "2", "words": "after"})
            await tell(other, typing=True)
            frames = []
            with contextlib.suppress(ConnectionClosed):
                while True:
                    frames.append(await hear(line))
            return before, frames

    before, frames = loops.run(story())
    assert before == "before"
    assert {name for frame in frames for name in frame} <= {"bye", "refused"}
    assert frames[-1] == {"bye": why}
    assert set(Message.objects.of(talk).values_list("words", flat=True)) <= {"before", "after"}
