"""A text as it is heard: who reads it, in which tongue, whether it still says what the text says; who sees to it."""

import hashlib
import io
import json
import wave
from pathlib import Path
from uuid import uuid4

import mutagen
import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from rootbridge.base.audit.models import Record
from rootbridge.base.files.contents import SOUNDS, examine
from rootbridge.people.members.models import RoleKind
from rootbridge.shared.translation.heard import versions_of
from rootbridge.shared.translation.languages.matrix import rows_of
from rootbridge.shared.translation.models import Recording, Wording
from tests.cast import give_role, make_member
from tests.translation.factories import make_guide

PACKED = Path(django_settings.ROOTBRIDGE_PACKS_DIR) / "moldova" / "recordings"
SOUND = (PACKED / "safe-transfers.ru.mp3").read_bytes()
MOST_PACKED = 4_000_000


@pytest.fixture(autouse=True)
def disk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def texts(cast):
    key = uuid4()
    return {
        "ro": make_guide(cast, "ro", key=key, easy="Scurt."),
        "ar": make_guide(cast, "ar", key=key, title="معاش من إيطاليا"),
        "orhei": make_guide(cast, "ro", slug="orhei", title="Orhei", place=cast.places["MD-OR"]),
    }


def sound(name="read.mp3", body=SOUND):
    return examine(name, body, kinds=SOUNDS)


def heard(text, language="ro", voice="machine", **more):
    return Recording.keep(text, sound(), by=None, language=language, voice=voice, **more)


def page_of(address) -> str:
    return Client().get(address).content.decode()


def editor(cast, kind=RoleKind.EDITOR, **scope):
    return cast.enter(
        give_role(make_member(f"At work {uuid4()}", email=f"{uuid4()}@example.org"), kind, **scope).member
    )


def handed_in(article, body=SOUND, name="read.mp3", **more):
    file = SimpleUploadedFile(name, body, content_type="audio/mpeg")
    return {"text": f"services.guide:{article.pk}", "language": "gag", "form": "whole", "file": file, "voice": "person",
            "speaker": "Maria Kara", "agreed": "on", "transcript": ""} | more  # fmt: skip


def test_the_page_has_a_plain_player_that_fetches_nothing(texts):
    one = heard(texts["ar"], "ar")
    page = page_of("/ar/services/pension-italy/")
    assert f'<audio controls preload="none" src="{one.file.url}" data-recording' in page
    assert f'<a href="{one.file.url}" download>' in page
    assert "media-src 'self'" in Client().get("/ar/services/pension-italy/")["Content-Security-Policy"]


def test_a_tongue_without_an_interface_is_a_version_of_the_text(texts):
    heard(texts["ro"], "gag", voice="person", speaker="Maria Kara", transcript="Para için.")
    page = page_of("/en/services/pension-italy/")
    assert "Read by <bdi>Maria Kara</bdi>." in page
    assert "Para için." in page
    found = versions_of([texts["ro"], texts["ar"]])
    assert [(one.language, one.form, one.is_behind) for one in found] == [("gag", "audio", False)]


def test_the_table_of_languages_says_what_may_be_heard_and_what_is_behind(texts, cast):
    heard(texts["ar"], "ar")
    heard(texts["ro"], "gag", voice="person", speaker="Maria Kara")
    texts["ro"].cost = "Altfel"
    texts["ro"].save_revision(user=cast.esi).publish(user=cast.esi)
    rows = {row.wording.slug: row for row in rows_of(Wording.objects.all(), {})}
    said = {
        cell.language: [(mark.words, mark.is_behind) for mark in cell.marks] for cell in rows["pension-italy"].cells
    }
    assert [is_behind for _words, is_behind in said["ar"]] == [False]
    assert [("Gagauz" in words, is_behind) for words, is_behind in said["ro"]] == [(True, True)]
    assert not any(cell.marks for cell in rows["orhei"].cells)
    page = editor(cast, is_everywhere=True).get(reverse("manage_languages:matrix")).content.decode()
    assert "Recording, 1:" in page


def test_a_machine_says_that_it_is_one(texts):
    heard(texts["ro"])
    assert "A machine reads this." in page_of("/en/services/pension-italy/")


def test_the_first_is_in_the_language_of_the_page(texts):
    for text in (texts["ro"], texts["ar"]):
        heard(text, text.language)
    for language in ("ro", "ar"):
        page = page_of(f"/{language}/services/pension-italy/")
        first = page.index("<audio")
        assert f'lang="{language}"' in page[page.index('class="recording"') : first]


def test_it_says_when_the_text_has_changed(texts, cast):
    one = heard(texts["ro"])
    texts["ro"].checked_on = texts["ro"].checked_on
    texts["ro"].save_revision(user=cast.esi).publish(user=cast.esi)
    assert "older than the text" not in page_of("/en/services/pension-italy/"), "published anew with the same words"
    texts["ro"].cost = "Altfel"
    texts["ro"].save_revision(user=cast.esi).publish(user=cast.esi)
    assert "older than the text" in page_of("/en/services/pension-italy/")
    one.confirm(by=cast.esi)
    assert "older than the text" not in page_of("/en/services/pension-italy/")


def test_a_new_one_takes_the_place_and_the_old_can_come_back(texts, cast):
    first, second = heard(texts["ro"]), heard(texts["ro"], voice="person", speaker="Ana")
    assert list(Recording.objects.live()) == [second]
    Recording.objects.get(pk=first.pk).put_back(by=cast.esi)
    assert list(Recording.objects.live()) == [first]
    first.take_off(by=cast.esi)
    assert "<audio" not in page_of("/ro/services/pension-italy/")


def test_a_person_has_a_name_and_a_machine_none(texts):
    with pytest.raises(IntegrityError), transaction.atomic():
        heard(texts["ro"], voice="person", speaker="")
    assert heard(texts["ro"], voice="machine", speaker="Somebody").speaker == ""


def test_who_publishes_the_text_lets_it_be_heard(texts, cast):
    client = editor(cast, is_everywhere=True)
    answer = client.post(reverse("manage_recordings:add"), handed_in(texts["ro"]))
    made = Recording.objects.get()
    assert answer.url == reverse("manage_recordings:recording", args=[made.pk])
    assert (made.language, made.speaker, made.made_from) == ("gag", "Maria Kara", "ro")
    assert made.file.seconds > 60
    assert Record.objects.filter(verb="translation.recording_added").count() == 1
    assert "Maria Kara" in client.get(reverse("manage_recordings:list")).content.decode()
    client.post(reverse("manage_recordings:step", args=[made.pk]), {"step": "off"})
    assert not Recording.objects.live().exists()


def test_labels_inside_the_file_stay_behind(texts, cast):
    labelled = io.BytesIO(SOUND)
    tags = mutagen.File(labelled)
    tags.add_tags()
    tags.tags.add(mutagen.id3.TIT2(encoding=3, text="Recorded at 47.0N 28.8E"))
    labelled.seek(0)
    tags.save(labelled)
    assert b"47.0N" in labelled.getvalue()
    editor(cast, is_everywhere=True).post(reverse("manage_recordings:add"), handed_in(texts["ro"], labelled.getvalue()))
    address = Recording.objects.get().file.url
    assert b"47.0N" not in b"".join(Client().get(address).streaming_content)


def silence() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as written:
        written.setparams((1, 2, 8000, 8000, "NONE", ""))
        written.writeframes(b"\0\0" * 8000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"body": b"GIF89a" + b"\0" * 90, "name": "x.gif"}, "of a kind that we do not take"),
        ({"body": silence(), "name": "x.wav"}, "of a kind that we do not take"),
        ({"body": b"%PDF-1.7 x", "name": "x.mp3"}, "of a kind that we do not take"),
        ({"body": b"ID3" + b"\0" * 40, "name": "x.mp3"}, "cannot be opened"),
        ({"body": SOUND, "name": "x.ogg"}, "holds something else than its name says"),
        ({"speaker": ""}, "Say who reads."),
        ({"agreed": ""}, "Ask the person first"),
        ({"language": "zz-nothing"}, "Select a valid choice"),
        ({"text": "services.guide:999999"}, "Select a valid choice"),
    ],
)
def test_a_wrong_one_is_told_beside_its_field_and_nothing_typed_is_lost(texts, cast, wrong, said):
    answer = editor(cast, is_everywhere=True).post(reverse("manage_recordings:add"), handed_in(texts["ro"], **wrong))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert 'value="gag" selected' in page or "zz-nothing" in wrong.values()
    assert not Recording.objects.exists()


def test_easy_words_are_read_only_where_there_are_some(texts, cast):
    client = editor(cast, is_everywhere=True)
    assert client.post(reverse("manage_recordings:add"), handed_in(texts["ar"], form="easy")).status_code == 422
    assert client.post(reverse("manage_recordings:add"), handed_in(texts["ro"], form="easy")).status_code == 302


def test_others_find_neither_the_list_nor_the_texts(texts, cast):
    one = heard(texts["orhei"])
    addresses = [
        reverse("manage_recordings:recording", args=[one.pk]),
        reverse("manage_recordings:step", args=[one.pk]),
    ]
    soroca = editor(cast, kind=RoleKind.EDITOR, place=cast.places["MD-SO"])
    writer = cast.enter(cast.dana)
    assert "Orhei" not in soroca.get(reverse("manage_recordings:list")).content.decode()
    assert "orhei" not in soroca.get(reverse("manage_recordings:add")).content.decode()
    assert soroca.post(reverse("manage_recordings:add"), handed_in(texts["orhei"])).status_code == 422
    for client in (soroca, writer, cast.enter(cast.chidi)):
        assert {client.post(address, {"step": "off"}).status_code for address in addresses} == {404}
    assert writer.get(reverse("manage_recordings:list")).status_code == 404
    assert Recording.objects.live().exists()


def test_the_packed_recordings_say_what_their_texts_say():
    """Ten guides carry one, five of them in Arabic; small enough for a slow line and old telephones."""
    rows = json.loads((PACKED / "recordings.json").read_text("utf8"))
    assert len({row["slug"] for row in rows}) >= 10
    assert sum(row["language"] == "ar" for row in rows) >= 3
    assert sum((PACKED / row["file"]).stat().st_size for row in rows) < MOST_PACKED
    assert {path.name for path in PACKED.glob("*.mp3")} == {row["file"] for row in rows}
    for row in rows:
        examine(row["file"], (PACKED / row["file"]).read_bytes(), kinds=SOUNDS)
        text = json.loads((PACKED.parent / "guides" / f"{row['slug']}.json").read_text("utf8"))["texts"][
            row["read_from"]
        ]
        assert hashlib.sha256("\n".join(spoken(text)).encode()).hexdigest() == row["words"], row["file"]


def spoken(text) -> list[str]:
    notice = text.get("notice") or {}
    steps = [words for step in text["steps"] for words in (step["title"], step["body"])]
    said = [text["title"], text["lead"], notice.get("title"), notice.get("body"), text.get("who"), *text["papers"]]
    return [words for words in (*said, *steps, text.get("cost"), text.get("time")) if words]
