"""It keeps what everybody may have once, small enough for a slow line, and lets nothing in it run."""

import math
import struct
import wave
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image

from rootbridge.base.files.contents import PICTURES, SOUNDS, Refused, examine
from rootbridge.base.files.models import LARGE, SMALL, PublicFile
from rootbridge.shared.translation.models import TextPicture
from tests.files.papers import PDF, photo_with_place, picture

pytestmark = pytest.mark.django_db
# One second of silence as MPEG-1 layer III, 32 kbit/s, 44.1 kHz, mono: frames of 104 bytes.
SILENCE = (b"\xff\xfb\x10\xc4" + bytes(100)) * 39


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def reader():
    return Client()


def kept(name, body, **how) -> PublicFile:
    return PublicFile.keep(examine(name, body, **how))


def shown(name, body, **how) -> PublicFile:
    """Kept, and on a page that everybody reads."""
    row = kept(name, body, **how)
    TextPicture.objects.create(kind="services.guide", text=uuid4(), file=row, alts={}, shown_at=timezone.now())
    return row


def bytes_of(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_the_same_bytes_are_one_file():
    assert kept("a.pdf", PDF).pk == kept("b.pdf", PDF).pk
    assert PublicFile.objects.count() == 1


def test_a_picture_is_kept_large_and_small_and_tells_no_place(reader):
    row = shown("photo.jpg", picture(size=(3000, 2000)))
    assert (row.kind, row.width, row.height) == ("webp", LARGE, round(LARGE * 2 / 3))
    for url, side in ((row.url, LARGE), (row.small_url, SMALL)):
        drawn = Image.open(BytesIO(bytes_of(reader.get(url))))
        assert max(drawn.size) == side and not drawn.getexif()


def test_a_small_picture_is_its_own_small_drawing(reader):
    row = shown("photo.jpg", photo_with_place())
    assert row.small_url == row.url and not Image.open(BytesIO(bytes_of(reader.get(row.url)))).getexif()


def test_a_recording_says_how_long_it_is_and_is_played_from_anywhere(reader):
    row = shown("ghid.mp3", SILENCE, kinds=SOUNDS)
    assert row.seconds == 1 and row.is_sound
    whole = bytes_of(reader.get(row.url))
    part = reader.get(row.url, headers={"Range": "bytes=100-199"})
    assert part.status_code == 206 and part.content == whole[100:200]
    assert part.headers["Content-Range"] == f"bytes 100-199/{len(whole)}"
    assert reader.get(row.url, headers={"Range": "bytes=-10"}).content == whole[-10:]
    assert reader.get(row.url, headers={"Range": f"bytes={len(whole)}-"}).status_code == 416
    assert reader.get(row.url, headers={"Range": f"bytes=0-{'9' * 5_000}"}).status_code == 206


def test_a_recording_loses_its_labels():
    labelled = b"ID3\x03\x00\x00\x00\x00\x00\x17TPE1\x00\x00\x00\x0d\x00\x00\x00Ion Moraru  " + SILENCE
    assert b"Moraru" not in examine("a.mp3", labelled, kinds=SOUNDS).body


def test_a_document_is_kept_and_never_opened_in_place(reader):
    answer = reader.get(shown("statut.pdf", PDF).url)
    assert bytes_of(answer) == PDF
    assert answer.headers["Content-Disposition"] == "attachment"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Content-Type"] == "application/pdf" and "immutable" in answer.headers["Cache-Control"]


def wav() -> bytes:
    out = BytesIO()
    with wave.open(out, "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(b"".join(struct.pack("<h", int(9000 * math.sin(n / 8))) for n in range(8000)))
    return out.getvalue()


@pytest.mark.parametrize("name, body", [
    ("a.mp3", wav()), ("a.mp3", b"ID3\x04" + bytes(40)), ("a.mp3", b"\xff\xfb" + b"<script>" * 40),
    ("a.ogg", b"OggS" + bytes(100)), ("a.m4a", b"\0\0\0\x20ftypM4A " + bytes(40)), ("a.mp3", PDF),
], ids=["wave", "label", "script", "ogg", "m4a", "pdf"])  # fmt: skip
def test_what_is_no_recording_is_refused_by_its_name(name, body):
    with pytest.raises(Refused, match="a\\."):
        examine(name, body, kinds=SOUNDS)


def test_only_what_was_asked_for_is_taken():
    with pytest.raises(Refused, match="photo"):
        examine("a.pdf", PDF, kinds=PICTURES)


@pytest.mark.parametrize("address", ["{}x/a.pdf", "{}/a.exe", "{}/a", "{}/a.svg"])
def test_a_wrong_address_finds_nothing(reader, address):
    row = shown("a.pdf", PDF)
    assert reader.get("/files/" + address.format(row.digest)).status_code == 404


def test_what_stands_on_no_page_goes_with_its_bytes(reader):
    gone, there = kept("gone.jpg", picture(size=(900, 700))), shown("shown.jpg", picture(size=(500, 900)))
    now = timezone.now()
    assert PublicFile.sweep(now) == 0
    assert PublicFile.sweep(now + timedelta(days=2)) == 1
    assert reader.get(gone.url).status_code == reader.get(gone.small_url).status_code == 404
    assert bytes_of(reader.get(there.url)) and bytes_of(reader.get(there.small_url))


def test_what_is_kept_again_is_not_taken_from_under_it():
    kept("a.pdf", PDF)
    PublicFile.objects.update(at=timezone.now() - timedelta(days=9))
    kept("b.pdf", PDF)
    assert PublicFile.sweep(timezone.now()) == 0
