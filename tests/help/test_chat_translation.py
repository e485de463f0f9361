"""A machine that translates, asked over HTTP: what it says is marked, what must not be read is not, nothing waits."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.utils import timezone

from rootbridge.shared.conversations.ledger import say
from rootbridge.shared.conversations.models import Message
from rootbridge.subjects.help import translating
from rootbridge.subjects.help.models import Chat
from tests.help.talks import begin, make_agent, open_desk

pytestmark = pytest.mark.django_db


class Machine(BaseHTTPRequestHandler):
    """Speaks the LibreTranslate protocol; ``mood``: what it does instead."""

    asked, mood = [], ""

    def do_POST(self):
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        Machine.asked.append(said)
        if Machine.mood == "slow":
            time.sleep(1)
        found = [f"[{said['target']}] {words}" for words in said["q"]]
        body = b"<html>" if Machine.mood == "odd" else json.dumps({"translatedText": found})
        self.send_response({"broken": 500, "elsewhere": 302}.get(Machine.mood, 200))
        if Machine.mood == "elsewhere":
            self.send_header("Location", "/translate")
        self.end_headers()
        self.wfile.write(body if isinstance(body, bytes) else body.encode())

    def log_message(self, *_words):
        pass


@pytest.fixture
def machine(settings, monkeypatch):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Machine)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.ROOTBRIDGE_TRANSLATE_URL = f"http://127.0.0.1:{server.server_port}/"
    settings.ROOTBRIDGE_TRANSLATE_KEY = "key"
    monkeypatch.setitem(translating._rest, "until", 0.0)
    monkeypatch.setattr(translating, "PATIENCE", 0.3)
    monkeypatch.setattr(Machine, "asked", [])
    yield Machine
    Machine.mood = ""
    server.shutdown()
    server.server_close()


@pytest.fixture
def vlad(cast):
    open_desk(cast.bureau)
    return make_agent("Vlad Rotaru", cast.bureau, language="ro")


def machine_words(chat):
    rows = Message.objects.of(chat.conversation_id).filter(kind="event")
    return [(row.data["event"], row.data["words"]) for row in rows if row.data["event"].startswith("machine")]


def test_each_side_gets_what_the_other_wrote(cast, vlad, machine):
    chat = begin(cast.bureau, words="Hello", may_translate=True)
    assert translating.translate_talks(timezone.now()) == 0, "nobody is there to read it"
    chat.take(by=vlad)
    say(chat.conversation.seats.get(member=vlad).pk, client="a", words="Bună", language="ro")
    assert translating.translate_talks(timezone.now()) == 2
    assert translating.translate_talks(timezone.now()) == 0, "each once"
    assert machine_words(chat) == [("machine_desk", "[ro] Hello"), ("machine_asker", "[en] Bună")]
    assert machine.asked[0] == {"q": ["Hello"], "source": "en", "target": "ro", "format": "text", "api_key": "key"}
    page = cast.enter(vlad).get(f"/manage/chat/{chat.pk}/").text
    assert "Tradus de o mașină: [ro] Hello" in page and ">Hello<" in page and "[en]" not in page


@pytest.mark.parametrize("more", [{}, {"may_translate": True, "is_hidden": True}])
def test_it_reads_only_what_it_may(cast, vlad, machine, more):
    hidden = [cast.embassy] if more.pop("is_hidden", False) else []
    chat = begin(cast.bureau, words="Hello", excluded=hidden, **more)
    chat.take(by=vlad)
    assert translating.translate_talks(timezone.now()) == 0
    assert not machine.asked


@pytest.mark.parametrize("mood", ["slow", "odd", "broken", "elsewhere"])
def test_a_machine_that_fails_is_left_in_peace(cast, vlad, machine, mood):
    machine.mood = mood
    chat = begin(cast.bureau, words="Hello", may_translate=True)
    chat.take(by=vlad)
    began = time.monotonic()
    assert translating.translate_talks(timezone.now()) == translating.translate_talks(timezone.now()) == 0
    assert time.monotonic() - began < 2 and len(machine.asked) == 1
    assert machine_words(chat) == [] and Chat.objects.going_on().exists()


def test_off_unless_named(cast, vlad, settings, machine):
    settings.ROOTBRIDGE_TRANSLATE_URL = ""
    begin(cast.bureau, words="Hello", may_translate=True).take(by=vlad)
    assert translating.translate_talks(timezone.now()) == 0
