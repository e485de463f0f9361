"""A machine that translates: a real little server that speaks LibreTranslate's protocol, well and badly."""

import json
import threading
import time
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from rootbridge.shared.translation.languages import actions, machine, publishing
from rootbridge.shared.translation.models import Job, MachineMonth, Rendering, State
from rootbridge.subjects.services.models import Guide
from tests.translation.factories import make_guide
from tests.translation.test_pages import form_of
from tests.translation.test_states import PAPERS, change, russian, wording


class Machine(BaseHTTPRequestHandler):
    mood, asked = "well", []

    def do_POST(self):
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        Machine.asked.append(said)
        if Machine.mood == "slow":
            time.sleep(0.6)
        found = [f"[{said['target']}] {words}" for words in said["q"]]
        bodies = {
            "nonsense": b"<html>", "another shape": json.dumps({"translatedText": [1, 2]}).encode(),
            "too few": json.dumps({"translatedText": found[:-1]}).encode(),
            "empty": json.dumps({"translatedText": ["" for _one in found]}).encode(),
            "huge": b'{"translatedText": ["' + b"x" * 600_000 + b'"]}', "deep": b"[" * 100_000,
            "endless words": json.dumps({"translatedText": [words * 50 for words in found]}).encode(),
        }  # fmt: skip
        codes = {"busy": 429, "no key": 403, "broken": 500, "elsewhere": 302}
        self.send_response(codes.get(Machine.mood, 200))
        if Machine.mood == "elsewhere":
            self.send_header("Location", "http://127.0.0.1:1/translate")
        self.end_headers()
        try:
            self.wfile.write(bodies.get(Machine.mood, json.dumps({"translatedText": found}).encode()))
        except OSError:
            return

    def log_message(self, *words):
        pass


@pytest.fixture
def service(settings, monkeypatch):
    """A machine at an inner address, which the setting allows."""
    server = HTTPServer(("127.0.0.1", 0), Machine)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.ROOTBRIDGE_TRANSLATE_URL = f"http://127.0.0.1:{server.server_port}"
    settings.ROOTBRIDGE_TRANSLATE_KEY = "secret"
    Machine.mood, Machine.asked = "well", []
    yield Machine
    server.shutdown()
    server.server_close()


@pytest.fixture
def text(cast):
    key = uuid4()
    return {language: make_guide(cast, language, key=key, papers=PAPERS) for language in ("ro", "ru")}


def french() -> Rendering:
    return Rendering.objects.get(language="fr")


def work(times=3) -> int:
    return sum(machine.work_on(timezone.now()) for _time in range(times))


def test_a_text_is_begun_by_the_machine_and_marked(cast, text, service):
    client = cast.enter(cast.esi)
    client.post(reverse("manage_languages:beginning", args=[wording().pk, "fr"]), {"how": "machine"})
    assert work() == 8
    assert (french().state, french().unread, french().left) == (State.BEGUN, 8, 0)
    assert (Job.objects.get().done, Job.objects.get().problem) == (8, "")
    page = client.get(reverse("manage_languages:side", args=[wording().pk, "fr"])).content.decode()
    assert page.count("Made by a machine, not yet read by a person") == 8
    assert "[fr] Cum se cere." in page
    assert {(one["source"], one["target"], one["api_key"]) for one in service.asked} == {("ro", "fr", "secret")}


def test_what_nobody_read_cannot_be_published_but_read_can(cast, text, service):
    Job.ask(wording(), "fr", by=cast.esi)
    work()
    with pytest.raises(publishing.NotReady):
        publishing.publish(french(), by=cast.esi)
    client = cast.enter(cast.esi)
    address = reverse("manage_languages:side", args=[wording().pk, "fr"])
    client.post(address, form_of(client, address, all_read="1", publish="1"))
    assert (french().state, french().unread) == (State.CURRENT, 0)
    assert "machine" not in client.get("/fr/services/pension-italy/").content.decode().lower()


def test_what_nobody_read_is_published_with_a_notice_where_the_setting_allows(cast, text, service, settings):
    settings.ROOTBRIDGE_TRANSLATE_PUBLISH = True
    Job.ask(wording(), "fr", by=cast.esi)
    work()
    publishing.publish(french(), by=cast.esi)
    assert french().state == State.MACHINE
    page = cast.enter(cast.nobody).get("/fr/services/pension-italy/").content.decode()
    assert "data-machine" in page
    assert "data-machine" not in cast.enter(cast.nobody).get("/ro/services/pension-italy/").content.decode()


def test_only_what_is_behind_is_asked_and_nothing_that_a_person_wrote(cast, text, service):
    change(text["ro"], lead="Cum se poate cere.")
    Job.ask(wording(), "ru", by=cast.esi)
    assert work() == 1
    assert [one["q"] for one in service.asked] == [["Cum se poate cere."]]
    assert russian().state == State.BEHIND, "readers see nothing of it yet"


def test_words_written_meanwhile_are_kept(cast, text, service, monkeypatch):
    change(text["ro"], lead="Cum se poate cere.")
    Job.ask(wording(), "ru", by=cast.esi)
    asked = machine.translated

    def while_asking(*words, **more):
        actions.draft(russian(), {"lead": "Человек."}, by=cast.esi)
        return asked(*words, **more)

    monkeypatch.setattr(machine, "translated", while_asking)
    assert work() == 0
    assert Guide.objects.get(pk=text["ru"].pk).get_latest_revision_as_object().lead == "Человек."


BAD = [("nonsense", "odd"), ("another shape", "odd"), ("too few", "odd"), ("empty", "odd"), ("huge", "odd"),
       ("deep", "odd"), ("endless words", "odd"), ("busy", "busy"), ("broken", "silent"),
       ("elsewhere", "silent")]  # fmt: skip


@pytest.mark.parametrize(("mood", "problem"), BAD)
def test_a_machine_that_fails_is_told_asked_again_and_loses_nothing(cast, text, service, mood, problem):
    service.mood = mood
    change(text["ro"], lead="Cum se poate cere.")
    Job.ask(wording(), "ru", by=cast.esi)
    assert work() == 0
    job = Job.objects.get()
    assert (job.problem, job.ended_at, russian().has_draft) == (problem, None, False)
    page = cast.enter(cast.esi).get(reverse("manage_languages:machine")).content.decode()
    assert str(job.get_problem_display()) in page
    service.mood = "well"
    assert machine.work_on(timezone.now() + timedelta(minutes=10)) == 1


def test_a_machine_that_is_silent_is_left_in_time(cast, text, service, monkeypatch):
    monkeypatch.setattr(machine, "PATIENCE", 0.2)
    monkeypatch.setattr(machine.translated, "__kwdefaults__", {"patience": 0.2})
    service.mood = "slow"
    Job.ask(wording(), "fr", by=cast.esi)
    assert work(1) == 0
    assert Job.objects.get().problem == "silent"


def test_after_some_tries_it_is_given_up_and_can_be_asked_anew(cast, text, service):
    service.mood = "busy"
    Job.ask(wording(), "fr", by=cast.esi)
    for hour in range(1, 6):
        machine.work_on(timezone.now() + timedelta(hours=hour))
    assert Job.objects.get().ended_at is not None
    Job.ask(wording(), "fr", by=cast.esi)
    service.mood = "well"
    assert work() == 8


def test_a_wrong_key_is_not_tried_again(cast, text, service):
    service.mood = "no key"
    Job.ask(wording(), "fr", by=cast.esi)
    work(1)
    assert (Job.objects.get().problem, Job.objects.get().ended_at is not None) == ("refused", True)


def test_a_month_has_its_letters(cast, text, service, settings):
    settings.ROOTBRIDGE_TRANSLATE_BUDGET = 50
    Job.ask(wording(), "fr", by=cast.esi)
    assert work() == 0
    assert (Job.objects.get().problem, service.asked, MachineMonth.spent(timezone.localdate())) == ("budget", [], 0)


def test_nothing_that_is_not_public_is_sent(cast, text, service):
    Job.ask(wording(), "fr", by=cast.esi)
    Guide.objects.get(pk=text["ro"].pk).unpublish(user=cast.esi)
    guide = Guide.objects.get(pk=text["ro"].pk)
    guide.lead = "Numai pentru noi."
    guide.save_revision(clean=False)
    assert work() == 0
    assert (service.asked, Job.objects.get().problem) == ([], "gone")


def test_a_draft_of_the_original_is_not_sent(cast, text, service):
    guide = Guide.objects.get(pk=text["ro"].pk)
    guide.lead = "Numai pentru noi."
    guide.save_revision(clean=False)
    Job.ask(wording(), "fr", by=cast.esi)
    work()
    assert "Numai pentru noi." not in json.dumps(service.asked, ensure_ascii=False)


def test_many_are_asked_for_at_once(cast, text, service):
    make_guide(cast, "ro", slug="second")
    client = cast.enter(cast.esi)
    client.post(reverse("manage_languages:machine_many"), {"language": "fr", "state": "missing"})
    assert Job.objects.count() == 2
    client.post(reverse("manage_languages:machine_many"), {"language": "fr", "state": "missing"})
    assert Job.objects.count() == 2, "each once"


def test_without_the_setting_there_is_no_machine(cast, text):
    client = cast.enter(cast.esi)
    assert client.post(reverse("manage_languages:ask_machine", args=[wording().pk, "fr"])).status_code == 404
    assert "No machine is named" in client.get(reverse("manage_languages:machine")).content.decode()
    Job.ask(wording(), "fr", by=cast.esi)
    assert machine.work_on(timezone.now()) == 0


def test_a_representative_does_not_spend_the_month(cast, service):
    make_guide(cast, "ro", place=cast.places["MD-OR"])
    address = reverse("manage_languages:ask_machine", args=[wording().pk, "fr"])
    assert cast.enter(cast.dana).post(address).status_code == 404
