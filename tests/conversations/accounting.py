"""The accounting of messages: many clients write while lines are cut and servers killed; then all is counted."""

import asyncio
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import psycopg

from tests import loops
from tests.conversations.clients import Client
from tests.conversations.servers import CuttingProxy

PATIENCE = 240.0


@dataclass
class Run:
    """``harms``: how often each is done while the messages are written, spread evenly over them."""

    database: str
    server_port: int
    way: type[Client]
    clients: int = 20
    rooms: int = 5
    messages: int = 10_000
    cuts: int = 200
    harms: dict[Callable, int] = field(default_factory=dict)
    switches: dict = field(default_factory=dict)
    seed: int = 7

    def run(self) -> "Run":
        loops.run(self._run())
        return self

    async def _run(self) -> None:
        chance = random.Random(self.seed)
        self.proxy = await CuttingProxy(self.server_port).start()
        seats = make_seats(self.database, self.rooms, self.clients)
        self.all = [self.way(port=self.proxy.port, seat=seat, talk=talk, **self.switches) for talk, seat in seats]
        share = self.messages // self.clients
        for one in self.all:
            one.write(*(f"{one.seat}: {number:05}" for number in range(share)))
        tasks = [asyncio.ensure_future(one.run()) for one in self.all]
        try:
            await self._harm(chance)
            await self._await_quiet()
        finally:
            for one in self.all:
                one.is_over = True
            await self.proxy.stop()
            await asyncio.gather(*tasks)

    async def _harm(self, chance) -> None:
        """Each harm when so many messages are acknowledged as is its turn."""
        turns = [(self.messages * turn // (self.cuts + 1), lambda: self.proxy.cut(chance)) for turn in range(self.cuts)]
        for harm, times in self.harms.items():
            turns += [(self.messages * turn // (times + 1), harm) for turn in range(1, times + 1)]
        began = time.monotonic()
        for count, act in sorted(turns, key=lambda turn: turn[0]):
            while self.acknowledged() < count:
                assert time.monotonic() - began < PATIENCE, f"stuck at {self.acknowledged()} messages"
                await asyncio.sleep(0.005)
            if asyncio.iscoroutine(done := act()):
                await done

    def acknowledged(self) -> int:
        return sum(one.acknowledged for one in self.all)

    async def _await_quiet(self) -> None:
        """Until everybody has sent all, and has heard the newest."""
        until = time.monotonic() + PATIENCE
        newest = {}
        while time.monotonic() < until:
            if not any(one.outbox for one in self.all):
                newest = newest or await asyncio.to_thread(newest_of, self.database)
                if all(one.after >= newest[one.talk] for one in self.all):
                    return
            await asyncio.sleep(0.02)
        left = {one.seat: (len(one.outbox), one.after, newest.get(one.talk)) for one in self.all}
        raise AssertionError(f"not all was sent and heard: {left}")

    def faults(self) -> list[str]:
        """What the accounts do not agree on; empty when nothing was lost, doubled or turned round."""
        stored, found = stored_in(self.database), []
        for one in self.all:
            rows = stored[one.talk]
            if one.heard != rows:
                found.append(f"{one.seat} holds {len(one.heard)} of {len(rows)}")
        for talk in {one.talk for one in self.all}:
            if [row[0] for row in stored[talk]] != list(range(1, len(stored[talk]) + 1)):
                found.append(f"the numbers of {talk} have gaps")
        for one in self.all:
            said = [words for _number, seat, words in stored[one.talk] if seat == one.seat]
            if said != [f"{one.seat}: {number:05}" for number in range(self.messages // self.clients)]:
                found.append(f"{one.seat} said {len(said)}, {len(set(said))} different")
        return found


def make_seats(database: str, rooms: int, clients: int) -> list[tuple[int, int]]:
    """(conversation, seat) of each client, all askers by key."""
    with psycopg.connect(database, autocommit=True) as line:
        talks = [
            line.execute(
                "INSERT INTO conversations_conversation (body, excluded, last_number, opened_at)"
                " VALUES ('office:1', '{}', 0, now()) RETURNING id"
            ).fetchone()[0]
            for _room in range(rooms)
        ]
        return [(talks[number % rooms], make_seat(line, talks[number % rooms])) for number in range(clients)]


def make_seat(line, talk: int) -> int:
    return line.execute(
        "INSERT INTO conversations_seat (conversation_id, side, name, language, seen, shows_seen, taken_at)"
        " VALUES (%s, 'asker', '', '', 0, true, now()) RETURNING id",
        (talk,),
    ).fetchone()[0]


def newest_of(database: str) -> dict[int, int]:
    with psycopg.connect(database, autocommit=True) as line:
        return dict(line.execute("SELECT id, last_number FROM conversations_conversation").fetchall())


def stored_in(database: str) -> dict[int, list[tuple]]:
    """{conversation: [(number, seat, words)]}."""
    with psycopg.connect(database, autocommit=True) as line:
        rows = line.execute(
            "SELECT conversation_id, number, seat_id, words FROM conversations_message ORDER BY conversation_id, number"
        ).fetchall()
    found = {}
    for talk, *row in rows:
        found.setdefault(talk, []).append(tuple(row))
    return found
