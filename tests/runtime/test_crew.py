"""The crew keeps its hands at work, brings them back, and lets go of all of them at once."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from rootbridge.base.runtime import crew, processes
from rootbridge.base.runtime.crew import Crew, Hand

pytestmark = pytest.mark.faults
LASTING = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable, "-c", "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)",
]  # fmt: skip
PARENT = """
import subprocess, sys, time
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
time.sleep(60)
"""


@pytest.fixture
def said(monkeypatch):
    words = []
    monkeypatch.setattr(crew, "_say", words.append)
    monkeypatch.setattr(crew.postgres, "is_needed", lambda: False)
    return words


@pytest.fixture
def make(said, monkeypatch):
    crews = []

    def build(*commands, answers=True):
        monkeypatch.setattr(crew, "_answers", lambda address: answers)
        hands = [Hand(f"hand {number}", command) for number, command in enumerate(commands)]
        crews.append(Crew(Path(), "http://127.0.0.1:1", "ready", hands))
        return crews[-1]

    yield build
    for made in crews:
        for hand in made.hands:
            hand.send(signal.SIGKILL)


def rounds(made: Crew, until, seconds: float = 15) -> int:
    end = time.monotonic() + seconds
    while not until() and time.monotonic() < end:
        status = made._round()
        if status:
            return status
        time.sleep(0.01)
    assert until()
    return 0


def test_it_greets_once_and_starts_the_others_when_pages_are_served(make, said):
    made = make(LASTING, LASTING)
    rounds(made, lambda: all(hand.is_alive() for hand in made.hands))
    assert said == ["ready"]
    made._stop()


def test_it_brings_back_who_died_after_a_rest_that_grows(make, said, monkeypatch):
    monkeypatch.setattr(crew, "FIRST_REST", 0.05)
    made = make(LASTING, LASTING)
    hand = made.hands[1]
    hand.rest = 0.05
    rounds(made, lambda: hand.is_alive())
    for fall in (1, 2):
        first = hand.process.pid
        os.kill(first, signal.SIGKILL)
        rounds(made, lambda before=first: hand.is_alive() and hand.process.pid != before)
        assert hand.falls == fall
    assert hand.rest == pytest.approx(0.2)
    assert "hand 1 ended" in said[-1]
    made._stop()


def test_it_stops_the_quick_and_the_stubborn_in_time(make, monkeypatch):
    made = make(LASTING, STUBBORN)
    rounds(made, lambda: all(hand.is_alive() for hand in made.hands))
    time.sleep(0.3)
    began = time.monotonic()
    made._stop()
    assert time.monotonic() - began < 2.5
    assert not any(hand.is_alive() for hand in made.hands)


def test_it_leaves_nobody_behind_who_holds_the_port(make):
    made = make([sys.executable, "-c", PARENT])
    hand = made.hands[0]
    rounds(made, lambda: hand.is_alive())
    time.sleep(0.5)
    group = hand.process.pid
    os.kill(group, signal.SIGKILL)
    rounds(made, lambda: hand.falls == 1)
    time.sleep(0.2)
    assert living_of(group) == []
    made._stop()


def living_of(group: int) -> list[int]:
    found = []
    for pid in (int(entry.name) for entry in processes.PROC.glob("[0-9]*")):
        with suppress(ProcessLookupError):
            found += [pid] if os.getpgid(pid) == group and processes.is_alive(pid) else []
    return found


def test_it_gives_up_when_pages_never_start(make, said, monkeypatch):
    made = make([sys.executable, "-c", "raise SystemExit(3)"], answers=False)
    made.hands[0].rest = 0.01
    monkeypatch.setattr(crew, "LONGEST_REST", 0.02)
    assert rounds(made, lambda: False) == 1
    assert said[-1].startswith("hand 0 does not start")


def test_its_hands_end_when_it_is_killed():
    leader = subprocess.Popen(
        [sys.executable, "-c",
         "import sys, time\nfrom rootbridge.base.runtime.crew import Hand\n"
         "hand = Hand('hand', [sys.executable, '-c', 'import time; time.sleep(60)'])\nhand.start()\n"
         "print(hand.process.pid, flush=True)\ntime.sleep(60)"],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with leader:
        hand = int(leader.stdout.readline())
        time.sleep(0.3)
        leader.kill()
    until = time.monotonic() + 5
    while processes.is_alive(hand) and time.monotonic() < until:
        time.sleep(0.02)
    assert not processes.is_alive(hand)
