"""The mailbox is read over a real socket: each letter is handled once, whatever dies."""

import socket

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from rootbridge.base.mail import mailbox, registry
from rootbridge.base.mail.models import Received
from rootbridge.base.mail.registry import MailReader
from tests.mail.letters import HERE, letter
from tests.mail.servers import Imap

NEST = b"Content-Type: multipart/mixed; boundary=a%d\r\n\r\n--a%d\r\n"
pytestmark = pytest.mark.django_db


@pytest.fixture
def box(settings):
    served = Imap()
    settings.IMAP_URL, settings.DEFAULT_FROM_EMAIL = served.url, HERE
    yield served
    served.stop()


@pytest.fixture
def taken(monkeypatch):
    """A reader of our own: what it took, in order."""
    read = []

    def take(mail):
        read.append(mail)
        return {"aside": "odd", "later": None}.get(mail.subject, "")

    monkeypatch.setattr(registry.mail_readers, "_entries", {"t": MailReader("t", take)})
    return read


def outcomes() -> list:
    return list(Received.objects.order_by("uid").values_list("outcome", "why"))


def test_each_letter_is_handled_once_and_marked(box, taken):
    one, two = box.deliver(letter()), box.deliver(letter("Alta"))
    assert mailbox.read_new() == 2
    assert [mail.words[:4] for mail in taken] == ["Bună", "Alta"]
    assert one.flags == two.flags == {r"\Seen"}
    assert mailbox.read_new() == 0 and len(taken) == 2


def test_cut_before_the_mark_it_is_not_handled_again(box, taken):
    box.deliver(letter())
    box.dies_before_store = True
    with pytest.raises((OSError, mailbox.imaplib.IMAP4.error)):
        mailbox.read_new()
    assert box.letters[0].flags == set() and len(taken) == 1
    mailbox.read_new()
    assert len(taken) == 1 and box.letters[0].flags == {r"\Seen"} and box.fetched == 1


def test_killed_before_the_commit_it_is_read_again(box, taken, monkeypatch):
    box.deliver(letter())

    def gone(mail):
        raise OperationalError("server closed")

    monkeypatch.setattr(registry.mail_readers, "_entries", {"t": MailReader("t", gone)})
    with pytest.raises(OperationalError):
        mailbox.read_new()
    assert not Received.objects.exists() and box.letters[0].flags == set()


def test_the_same_letter_delivered_twice_is_one(box, taken):
    raw = letter()
    box.deliver(raw)
    box.deliver(b"Received: by another way\r\n" + raw)
    mailbox.read_new()
    assert len(taken) == 1 and [outcome for outcome, _why in outcomes()] == ["taken", "twice"]


def test_the_same_name_with_other_words_is_another_letter(box, taken):
    box.deliver(letter(message_id="<known@x>"))
    box.deliver(letter("Alte cuvinte", message_id="<known@x>"))
    mailbox.read_new()
    assert len(taken) == 2


def test_what_somebody_read_in_the_mailbox_first_is_handled_all_the_same(box, taken):
    box.deliver(letter("old")).flags.add(r"\Seen")
    box.deliver(letter("first"))
    mailbox.read_new()
    box.deliver(letter("seen by hand")).flags.add(r"\Seen")
    mailbox.read_new()
    assert [mail.words for mail in taken] == ["first", "seen by hand"], "what lay there before us is not ours"


@pytest.mark.parametrize(("raw", "outcome"), [
    (letter(auto_submitted="auto-replied"), "passed"), (letter(sender="a@b.md, c@d.md"), "aside"), (b"", "aside"),
    (letter(subject="aside"), "aside"), (letter(subject="later"), "aside"), (b"\x00" * 900, "aside"),
    (b"From: a@b.md\r\n" + b"".join(NEST % (n, n) for n in range(3000)), "aside"),
])  # fmt: skip
def test_what_is_odd_waits_in_the_mailbox_and_holds_up_nothing(box, taken, raw, outcome):
    odd = box.deliver(raw)
    box.deliver(letter("după"))
    assert mailbox.read_new() == 2
    assert taken[-1].words == "după" and outcomes()[0][0] == outcome
    assert (r"\Flagged" in odd.flags) is (outcome == "aside")


def test_a_huge_letter_is_not_fetched(box, taken):
    box.sizes[box.deliver(letter()).uid] = 90_000_000
    mailbox.read_new()
    assert box.fetched == 0 and outcomes() == [("aside", "too big to be read")]


def test_a_reader_that_breaks_leaves_the_letter_to_a_person(box, monkeypatch):
    monkeypatch.setattr(registry.mail_readers, "_entries", {"t": MailReader("t", lambda mail: 1 / 0)})
    box.deliver(letter())
    mailbox.read_new()
    assert outcomes() == [("aside", "could not be handled")] and r"\Flagged" in box.letters[0].flags


def test_a_server_that_is_away_or_refuses_is_told(box, taken, settings, capsys):
    call_command("read_mail")
    assert "0 read" in capsys.readouterr().out
    settings.IMAP_URL = box.url.replace("s3cret", "wrong")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("read_mail")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.IMAP_URL = f"imap://a:b@127.0.0.1:{free.getsockname()[1]}/INBOX"
        with pytest.raises(CommandError, match="cannot be read"):
            call_command("read_mail")
    settings.IMAP_URL = ""
    with pytest.raises(CommandError, match="ROOTBRIDGE_IMAP"):
        call_command("read_mail")
