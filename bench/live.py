"""Live conversations beside a bare `websockets` server: memory of an idle connection, processor time to deliver and to
store a message, the time of one request through the gate, the size of the script."""

import asyncio
import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

import psycopg
from django.conf import settings
from websockets.asyncio.client import connect

from bench import database
from bench.pages import PAGE, cpu_of_requests, cpu_seconds, free_port, granian
from rootbridge.base.design import assets
from rootbridge.base.runtime import serving
from rootbridge.shared.conversations.models import Conversation, Seat
from rootbridge.shared.conversations.statements import STORE
from rootbridge.shared.conversations.tickets import ticket_of

CONNECTIONS = 1000
ROOM, PAIRS = 200, 300
STORED, ROUNDS = 300, 5
WORDS = "Bună ziua, " * 8
# The same one statement without who may: update the sequence, insert, notify.
BARE_STORE = """
WITH numbered AS (
    UPDATE conversations_conversation SET last_number = last_number + 1 WHERE id = %(talk)s RETURNING id, last_number
), stored AS (
    INSERT INTO conversations_message (conversation_id, number, seat_id, client_id, kind, words, language, data, at)
    SELECT id, last_number, %(seat)s, %(client)s, 'words', %(words)s, '', '{}'::jsonb, clock_timestamp() FROM numbered
    RETURNING conversation_id, number, at
)
SELECT number, at, pg_notify('live', conversation_id || ' ' || number) FROM stored
"""
# What it says in a room goes to all of it. Its rooms are told by the first frame, as ours are by the ticket.
BARE_SERVER = """
import asyncio, sys
from websockets.asyncio.server import broadcast, serve
rooms = {}
async def talk(line):
    room = rooms.setdefault(await line.recv(), set())
    room.add(line)
    await line.send("welcome")
    async for words in line:
        broadcast(room, words)
async def main():
    async with serve(talk, "127.0.0.1", int(sys.argv[1]), compression=None, max_size=16384):
        await asyncio.get_running_loop().create_future()
asyncio.run(main())
"""


def measures():
    yield measure("live.script", round(script_size() / 1000, 2), "KB", "goal 8 KB compressed")
    yield from storing()
    with served(bare_command) as bare, served(our_command) as ours:
        theirs, mine = (asyncio.run(memory(*server)) for server in (bare, ours))
        yield measure("live.memory.bare", round(theirs, 1), "KB/line")
        yield measure("live.memory", round(mine, 1), "KB/line")
        yield measure("live.memory.ratio", round(mine / theirs, 2), "x", "bare websockets, goal 2")
    for name, size in (("room", ROOM), ("pairs", 2)):
        with served(bare_command) as bare, served(our_command) as ours:
            theirs, mine = (asyncio.run(delivery(*server, size)) for server in (bare, ours))
            yield measure(f"live.delivery.{name}", round(mine), "us")
            yield measure(f"live.delivery.{name}.ratio", round(mine / theirs, 2), "x", "bare websockets, goal 2")
    yield from gate()


def script_size() -> int:
    built = assets.build()
    folder = Path(settings.ROOTBRIDGE_BUILD_DIR) / "static"
    return sum(
        (folder / (file + ".br")).stat().st_size for name, file in built.items() if name.startswith("conversations/")
    )


def storing():
    """Processor time of the database's own process and of this one is one clock here: the time of the statement."""
    talk = Conversation.open(body="office:1")
    seat, _key = talk.seat_asker()
    with psycopg.connect(database.address(), autocommit=True) as line:
        line.execute("SET synchronous_commit = off")
        line.prepare_threshold = 1
        found = {"ours": [], "bare": []}
        for _round in range(ROUNDS):
            for name, statement in (("ours", STORE), ("bare", BARE_STORE)):
                begun = time.perf_counter()
                for _message in range(STORED):
                    line.execute(statement, {
                        "seat": seat.pk, "talk": talk.pk, "client": uuid.uuid4().hex, "words": "Bună ziua",
                        "kind": "words", "language": "ro", "data": "{}", "session": "",
                    }).fetchone()  # fmt: skip
                found[name].append((time.perf_counter() - begun) / STORED * 1e6)
    ours, bare = (statistics.median(found[name]) for name in ("ours", "bare"))
    yield measure("live.store", round(ours), "us")
    yield measure("live.store.ratio", round(ours / bare, 2), "x", "the statement without rights, goal 2")


def our_command(port: int):
    said = {
        "DATABASE_URL": database.address(),
        "ROOTBRIDGE_LIVE_RATE": "1000000",
        "ROOTBRIDGE_LIVE_PER_NETWORK": "9999",
    }
    return serving.live_command(sys.executable, "--host", "127.0.0.1", "--port", str(port)), {**os.environ, **said}


def bare_command(port: int):
    return [sys.executable, "-c", BARE_SERVER, str(port)], dict(os.environ)


@contextlib.contextmanager
def served(command):
    """(port, process, is it ours) for as long as the block lasts."""
    port = free_port()
    words, environment = command(port)
    process = subprocess.Popen(words, env=environment, cwd=settings.BASE_DIR, stderr=subprocess.DEVNULL)
    try:
        asyncio.run(_await(port))
        yield port, process.pid, command is our_command
    finally:
        process.kill()
        process.wait()


async def _await(port: int) -> None:
    for _try in range(300):
        try:
            _reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            return
        except OSError:
            await asyncio.sleep(0.1)
    raise RuntimeError("the server does not listen")


def seats(rooms: int, size: int) -> list[int]:
    """Seats of as many conversations, those of one beside each other."""
    found = []
    for _room in range(rooms):
        talk = Conversation.open(body="office:1")
        made = Seat.objects.bulk_create(Seat(conversation=talk, side="asker") for _seat in range(size))
        found += [seat.pk for seat in made]
    return found


async def join(stack, port: int, is_ours: bool, number: int, room: int):
    line = await stack.enter_async_context(
        connect(f"ws://127.0.0.1:{port}/live/", origin=f"http://127.0.0.1:{port}", compression=None, ping_interval=None)
    )
    hello = json.dumps({"hello": {"ticket": ticket_of(number), "after": 0}}) if is_ours else str(room)
    await line.send(hello)
    await line.recv()
    return line


async def memory(port: int, process: int, is_ours: bool) -> float:
    """KB of the process that one idle connection takes."""
    numbers = await asyncio.to_thread(seats, CONNECTIONS // 2, 2)
    async with contextlib.AsyncExitStack() as stack:
        for number in range(50):
            await join(stack, port, is_ours, numbers[number], number // 2)
        before = private(process)
        for number in range(50, CONNECTIONS):
            await join(stack, port, is_ours, numbers[number], number // 2)
        await asyncio.sleep(6)
        return (private(process) - before) / (CONNECTIONS - 50)


def private(process: int) -> int:
    """KB that the process alone holds."""
    rows = Path(f"/proc/{process}/smaps_rollup").read_text("utf8").splitlines()
    return sum(int(row.split()[1]) for row in rows if row.startswith("Private"))


async def delivery(port: int, process: int, is_ours: bool, size: int) -> float:
    """Microseconds of processor time of the live process for each message that reaches somebody. 1,000 are connected.
    Ours are stored by a page and nudged, so it reads them again, with the rights of who listens; the bare server is
    given them by one of the room."""
    numbers = await asyncio.to_thread(seats, CONNECTIONS // size, size)
    async with contextlib.AsyncExitStack() as stack:
        lines = [await join(stack, port, is_ours, seat, place // size) for place, seat in enumerate(numbers)]
        rooms = range(0, len(lines) if size > 2 else 2 * PAIRS, size)
        await asyncio.sleep(1)
        begun, heard = cpu_seconds(process), 0
        for number in range(40 if size > 2 else 12):
            if is_ours:
                await asyncio.to_thread(store, [numbers[room] for room in rooms], f"m{number}")
            else:
                for room in rooms:
                    await lines[room].send(json.dumps({"messages": [{"seat": 1, "id": number, "words": WORDS}]}))
            for line in lines[: rooms.stop]:
                while '"messages"' not in await asyncio.wait_for(line.recv(), 30):
                    pass
                heard += 1
        return (cpu_seconds(process) - begun) / heard * 1e6


def store(speakers: list[int], name: str) -> None:
    """What a page does when somebody says something, for each of them."""
    with psycopg.connect(database.address(), autocommit=True) as line:
        line.execute("SET synchronous_commit = off")
        line.prepare_threshold = 1
        for seat in speakers:
            said = {"seat": seat, "client": name, "words": WORDS, "kind": "words", "language": "", "data": "{}"}
            line.execute(STORE, {**said, "session": ""})


def gate():
    """The processor time that the gate adds to a cached page."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        with granian() as inner:
            socket = Path(folder) / "pages"
            bridge = asyncio_bridge(socket, inner)
            command = [
                sys.executable,
                "-m",
                "rootbridge.base.runtime.gate",
                "127.0.0.1",
                str(port),
                str(socket),
                "-",
                "0",
            ]
            process = subprocess.Popen(command, cwd=settings.BASE_DIR)
            try:
                asyncio.run(_await(port))
                yield measure(
                    "gate.cpu", round(cpu_of_requests(process.pid, port, PAGE)), "us", "added to a cached page"
                )
            finally:
                process.kill()
                process.wait()
                bridge.kill()
                bridge.wait()


def asyncio_bridge(socket: Path, port: int) -> subprocess.Popen:
    """A socket in front of a port, in a process that is not counted."""
    program = (
        "import asyncio,sys\n"
        "async def pump(r,w):\n"
        "    while d := await r.read(65536): w.write(d)\n"
        "    w.close()\n"
        "async def one(r,w):\n"
        "    a,b = await asyncio.open_connection('127.0.0.1', int(sys.argv[2]))\n"
        "    await asyncio.gather(pump(r,b), pump(a,w))\n"
        "async def main():\n"
        "    await (await asyncio.start_unix_server(one, sys.argv[1])).serve_forever()\n"
        "asyncio.run(main())\n"
    )
    return subprocess.Popen([sys.executable, "-c", program, str(socket), str(port)])


def measure(name, value, unit, ratio_to=""):
    return {"name": name, "value": value, "unit": unit, "ratio_to": ratio_to}
