"""Files lie sealed on disk, go with their time, and a kill leaves nothing behind."""

import os
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.conf import settings as live_settings
from django.utils import timezone

from rootbridge.base.audit.models import Look, Record
from rootbridge.base.files import vault
from rootbridge.base.files.contents import examine
from rootbridge.people.privacy.erasure import erase
from rootbridge.people.privacy.export import stream
from rootbridge.shared.conversations.ledger import NotTheirs
from rootbridge.shared.conversations.models import Conversation, File, Message
from rootbridge.shared.conversations.opening import open_file
from rootbridge.shared.conversations.store import TooManyFiles, clear_files, keep_files, sweep_files
from tests.files.papers import PDF, TEXT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def disk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def seat(cast):
    talk = Conversation.open(body=cast.bureau.audience_key)
    return talk.seat_asker(member=cast.amina)[0]


def keep(seat, client="one", names=("scan.pdf",)):
    return keep_files(seat, [examine(name, PDF) for name in names], client=client)


def on_disk(folder) -> list:
    return [path for path in folder.rglob("*") if path.is_file()]


class TestVault:
    @pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 400_000])
    def test_what_goes_in_comes_out(self, size, disk):
        body = os.urandom(size)
        name, key, kept = vault.put([body[:100], body[100:]])
        assert kept == size and b"".join(vault.read(name, key)) == body
        assert size < 20 or body[:20] not in on_disk(disk)[0].read_bytes()
        assert on_disk(disk)[0].stat().st_mode & 0o077 == 0

    @pytest.mark.parametrize("harm", ["flip", "cut", "swap", "gone", "key"])
    def test_what_was_changed_is_not_given_out(self, harm, disk):
        name, key, _size = vault.put([os.urandom(200_000)])
        path = on_disk(disk)[0]
        body = path.read_bytes()
        piece = vault.PIECE + vault.SEAL
        harmed = {
            "flip": body[:500] + bytes([body[500] ^ 1]) + body[501:], "cut": body[: 7 + piece], "key": body,
            "gone": b"",
            "swap": body[:7] + body[7 + piece : 7 + 2 * piece] + body[7 : 7 + piece] + body[7 + 2 * piece :],
        }[harm]  # fmt: skip
        path.write_bytes(harmed)
        if harm == "gone":
            path.unlink()
        with pytest.raises(vault.Unreadable):
            list(vault.read(name, os.urandom(32) if harm == "key" else key))


def test_a_file_is_a_message_and_sent_twice_it_is_one(seat, disk):
    (file,) = keep(seat)
    assert keep(seat) == []
    message = Message.objects.get()
    assert (message.kind, message.number, message.data) == ("file", file.number, {"file": file.pk})
    assert message.words == "scan.pdf"
    assert b"".join(file.pieces()) == PDF and len(on_disk(disk)) == 1
    assert PDF[:30] not in on_disk(disk)[0].read_bytes() and "scan" not in on_disk(disk)[0].name


def test_who_may_no_longer_speak_leaves_no_bytes(seat, disk):
    seat.end()
    with pytest.raises(NotTheirs):
        keep(seat)
    assert not on_disk(disk) and not File.objects.exists()


def test_a_conversation_holds_so_many(seat, monkeypatch):
    monkeypatch.setattr("rootbridge.shared.conversations.store.MOST_IN_ALL", 2)
    keep(seat, names=("a.pdf", "b.pdf"))
    with pytest.raises(TooManyFiles):
        keep(seat, client="two")


@pytest.mark.parametrize("name", ["nobody", "amina", "bilal", "chidi", "dana", "esi"])
def test_who_sees_it(cast, seat, name):
    keep(seat)
    assert File.objects.visible_to(cast.everybody[name]).exists() is (name == "amina")


def test_opening_is_written_where_the_sender_reads_it(cast, seat):
    (file,) = keep(seat)
    for _time in range(2):
        open_file(file, by=cast.esi, reason="To answer", office="Bureau")
    event = Message.objects.get(kind="event")
    assert event.data == {"event": "file_opened", "file": file.pk, "name": cast.esi.short_name, "reason": "To answer"}
    look = Look.objects.get(subject=cast.amina)
    assert (look.reason, look.fields, look.viewer) == ("To answer", ["scan.pdf"], cast.esi)
    assert Record.objects.filter(verb="conversations.file_opened", actor_number=cast.esi.pk).count() == 1


def test_it_goes_thirty_days_after_closing_unless_kept_longer(seat, disk, django_capture_on_commit_callbacks):
    first, second = keep(seat, names=("a.pdf", "b.pdf"))
    now = timezone.now()
    assert clear_files(now + timedelta(days=400)) == 0, "what is open stays"
    seat.conversation.close()
    assert second.keep_longer(deleted_on=(now + timedelta(days=30)).date())
    assert clear_files(now + timedelta(days=29)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert clear_files(now + timedelta(days=31)) == 1
    assert list(File.objects.all()) == [second] and len(on_disk(disk)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        clear_files(now + timedelta(days=62))
    assert not File.objects.exists() and not on_disk(disk)
    assert Message.objects.filter(kind="file", words="").count() == 2, "that a file was sent stays told"


def test_it_is_not_kept_for_ever(seat):
    (file,) = keep(seat)
    day = timezone.localdate() + timedelta(days=30)
    assert [file.keep_longer(deleted_on=day) for _time in range(7)] == [True] * 5 + [False] * 2


KILLED = """
import os, signal, django
django.setup()
from django.conf import settings
from django.db import connection
from rootbridge.shared.conversations import store
from rootbridge.base.files import vault
settings.MEDIA_ROOT = {disk!r}
put = vault.put
def killed(pieces):
    def slowly():
        yield b"x" * 200_000
        {early}
        yield b"y"
    done = put(slowly())
    os.kill(os.getpid(), signal.SIGKILL)
vault.put = killed
store.vault.put([b""])
"""


@pytest.mark.faults
@pytest.mark.parametrize("early", ["os.kill(os.getpid(), signal.SIGKILL)", ""])
def test_a_kill_while_a_file_comes_leaves_nothing_after_the_sweep(seat, disk, early):
    keep(seat)
    code = KILLED.format(disk=str(disk), early=early)
    done = subprocess.run([sys.executable, "-c", code], env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"},
                          cwd=live_settings.BASE_DIR)  # fmt: skip
    assert done.returncode == -9 and len(on_disk(disk)) == 2
    assert sweep_files() == 0, "it may still be coming"
    assert sweep_files(timezone.now() + timedelta(hours=2)) == 1
    assert len(on_disk(disk)) == 1 and File.objects.count() == 1


def test_a_row_whose_bytes_are_lost_goes(seat, disk):
    keep(seat)
    on_disk(disk)[0].unlink()
    assert sweep_files() == 0
    assert sweep_files(timezone.now() + timedelta(hours=2)) == 1 and not File.objects.exists()
    assert vault.sweep(time.time()) == 0


def test_a_member_takes_their_files_along_and_erases_them(cast, seat, disk, django_capture_on_commit_callbacks):
    keep_files(seat, [examine("note.txt", TEXT)], client="one")
    zipped = b"".join(stream(cast.amina, "en"))
    assert b"note.txt" in zipped
    with django_capture_on_commit_callbacks(execute=True):
        erase(cast.amina)
    assert not File.objects.exists() and not on_disk(disk)
