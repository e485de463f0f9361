"""What a letter says, however it was made."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rootbridge.base.mail import addresses
from rootbridge.base.mail.incoming import read_letter
from rootbridge.base.mail.quoting import new_words
from tests.mail.letters import HERE, WORDS, letter


@pytest.fixture(autouse=True)
def here(settings):
    settings.DEFAULT_FROM_EMAIL = f"Acasă <{HERE}>"


@pytest.mark.parametrize("below", [
    "On Tue, 3 Nov 2026 at 10:00, Acasă <acasa@example.org> wrote:\n> You asked\n> more",
    "On Tue, 3 Nov 2026 at 10:00, Acasă\n<acasa@example.org> wrote:\n\n> You asked",
    "În data de mar., 3 nov. 2026 la 10:00, Acasă <a@b.md> a scris:\n> Ați întrebat",
    "Le mar. 3 nov. 2026 à 10:00, Acasă <a@b.md> a écrit :\n> Bonjour", "El mar, 3 nov 2026 escribió:\n> Hola",
    "вт, 3 нояб. 2026 г. в 10:00, Acasă <a@b.md>:\n> Вы писали", "вт, 3 нояб. 2026 Acasă написал(а):\n> Вы",
    "في الثلاثاء، 3 نوفمبر كتب Acasă:\n> مرحبا", "-----Original Message-----\nFrom: x\nTo: y\nold",
    "________________________________\nFrom: Acasă\nSent: today\nTo: me\nold", "-- \nAna Rusu\nTorino, tel. 333",
    "Sent from my iPhone", "Trimis de pe telefonul meu", "> only quoted\n> lines", "Отправлено с iPhone",
    "De la: Acasă\nTrimis: azi\nCătre: mine\nvechi",
])  # fmt: skip
def test_what_is_quoted_and_the_signature_go(below):
    assert new_words(f"Mulțumesc, am și cartea de muncă.\n\n{below}") == "Mulțumesc, am și cartea de muncă."


MARK = "On Tue, 3 Nov 2026 at 10:00, Acasă <acasa@example.org> wrote:"


@pytest.mark.parametrize(("text", "words"), [
    (f"Hello,\n\n{MARK}\n> date?\nIt is 3 May.", "Hello,\n\nIt is 3 May."),
    (f"{MARK}\n\n> date?\n\nIt is 3 May.\n\n> place?\n\nTorino.", "It is 3 May.\n\n\nTorino."),
    (f"See below.\n-- \nAna\n\n{MARK}\n> date?\nIt is 3 May.", "See below.\nIt is 3 May."),
    ("Yes.\n-----Original Message-----\nFrom: x\nSent: y\nTo: z\n\n> date?\nIt is 3 May.", "Yes.\nIt is 3 May."),
    (f"One.\n{MARK}\n> a\nTwo.\n{MARK}\n> b\nThree.", "One.\nTwo.\nThree."),
    ("> From: x\n> Sent: y\n> old\nIt is 3 May.", "It is 3 May."),
])  # fmt: skip
def test_what_stands_below_a_quote_stays(text, words):
    assert new_words(text) == words


@pytest.mark.parametrize("text", [
    "What does it want?\n—\nDear Sir, pay 300 €.", "Help.\n--\nAna\nTorino",
    "What is this?\n\n---------- Forwarded message ---------\nFrom: INPS <a@b.it>\nDate: today\nTo: me\n\nPay by May.",
    "From: INPS\nSent: today\nTo: me\n\nPay by May.", f"They say:\n{MARK}\nPay by May.",
])  # fmt: skip
def test_a_letter_that_begins_a_question_keeps_what_was_passed_on(text):
    assert read_letter(letter(text)).words == text
    assert new_words(text + "\n> old", is_reply=False) == text


def test_a_page_keeps_what_stands_below_a_quote():
    page = f"<div>Hello</div><div class='gmail_quote'>{MARK.replace('<', '&lt;').replace('>', '&gt;')}<blockquote>"
    page += "date?<blockquote>older</blockquote></blockquote></div><p>It is 3 May.</p>"
    raw = letter(" ", to=addresses.reply_address("26-4417-93")).replace(b"text/plain", b"text/html")
    mail = read_letter(raw.replace(b" \r\n", page.encode() + b"\r\n"))
    assert mail.about and mail.words == "Hello\n\nIt is 3 May." and "> date?" in mail.everything


@pytest.mark.parametrize("words", [
    "On Monday I was told: come back", "I wrote to them: no answer", "> all of it\n> is quoted",
    "- one\n- two\n-- three",
    "Le bureau a écrit une lettre. Que faire ?", "2026-11-03: I came. They said no.",
])  # fmt: skip
def test_ones_own_words_stay(words):
    assert new_words(words) in (words, words.replace("> ", ""), "all of it\nis quoted")


def test_a_page_becomes_text_and_nothing_of_it_runs():
    page = ("<html><head><title>T</title><style>p{color:red}</style></head><body><p>Unde <b>cer</b> pensia?</p>"
            "<script>alert(1)</script><div>A doua&nbsp;linie &lt;b&gt;</div><img src='http://t.example/x.png'>"
            "<blockquote>vechi</blockquote></body></html>")  # fmt: skip
    raw = letter(" ").replace(b"text/plain", b"text/html").replace(b" \r\n", page.encode() + b"\r\n")
    mail = read_letter(raw)
    assert mail.words == "Unde cer pensia?\n\nA doua linie <b>" or mail.words == "Unde cer pensia?\nA doua linie <b>"
    assert "alert" not in mail.everything and "t.example" not in mail.everything


@pytest.mark.parametrize(("charset", "words"), [
    ("iso-8859-2", "Pensie și ajutor în oraș".replace("ș", "ş")), ("windows-1251", "Где спросить о пенсии"),
    ("koi8-r", "Где пенсия"),
    ("windows-1256", "أين أسأل عن المعاش"), ("utf-16", "Unde?"), ("iso-2022-jp", "abc"),
])  # fmt: skip
def test_charsets(charset, words):
    head = f"From: a@b.md\r\nTo: {HERE}\r\nContent-Type: text/plain; charset={charset}\r\n\r\n".encode()
    assert read_letter(head + words.encode(charset)).words == words


def test_a_wrong_charset_costs_no_word():
    head = f"From: a@b.md\r\nTo: {HERE}\r\nContent-Type: text/plain; charset=no-such\r\n\r\n".encode()
    assert read_letter(head + "Где пенсия и помощь".encode("cp1251")).words == "Где пенсия и помощь"
    assert read_letter(head + "café".encode("cp1252")).words == "café"


def test_controls_that_hide_or_turn_are_taken_out():
    mail = read_letter(letter("abc\u202edef\u200b", subject="=?utf-8?b?4oCuZXhl?= a"))
    assert mail.words == "abcdef" and "\u202e" not in mail.subject


@pytest.mark.parametrize(("headers", "why"), [
    ({"auto_submitted": "auto-replied"}, "answered by itself"), ({"precedence": "bulk"}, "sent to many"),
    ({"list_id": "<x.example>"}, "sent to many"), ({"return_path": "<>"}, "returned"),
    ({"x_autoreply": "yes"}, "absence note"),
    ({"sender_": None}, ""), ({"auto_submitted": "no"}, ""),
])  # fmt: skip
def test_machines_are_known(headers, why):
    assert read_letter(letter(**headers)).machine == why


@pytest.mark.parametrize("sender", [
    "MAILER-DAEMON@x.example", "no-reply@x.example", "noreply@x.example", "postmaster@x.example",
    "Acasă <ACASA@example.org>",
    "acasa+26-1111-11.aaaaaaaaaaaaaaaa@example.org",
])  # fmt: skip
def test_machines_are_known_by_their_name(sender):
    assert read_letter(letter(sender=sender)).machine


@pytest.mark.parametrize("sender", ["", "a@b.md, c@d.md", "nobody", "a b@c", "<>", "a@b.md\u0000c@d"])
def test_only_one_sender_is_a_sender(sender):
    raw = letter().replace(b"From: Ana Rusu <ana@example.net>", f"From: {sender}".encode())
    assert read_letter(raw).sender == ""
    assert read_letter(b"From: x@y.md\r\n" + letter()).sender == ""


class TestAddresses:
    def test_what_we_gave_out_is_known_again(self):
        address = addresses.reply_address("26-4417-93")
        assert addresses.about_of([f"Acasă <{address.upper()}>", "x@y.z"]) == "26-4417-93"
        assert len(address.partition("@")[0]) <= 64

    @pytest.mark.parametrize("harm", [
        lambda a: a.replace("4417", "4418"), lambda a: a.replace("example.org", "example.com"),
        lambda a: a.replace("acasa", "casa"), lambda a: a.replace(".", ".a", 1), lambda a: "x" * 5000 + a,
        lambda a: HERE,
    ])  # fmt: skip
    def test_what_we_did_not_is_not(self, harm):
        assert addresses.about_of([harm(addresses.reply_address("26-4417-93"))]) == ""

    def test_another_key_gives_other_addresses(self, settings):
        address = addresses.reply_address("26-4417-93")
        settings.ROOTBRIDGE_FIELD_KEY = "another"
        assert addresses.about_of([address]) == ""


def test_broken_letters_are_read_all_the_same():
    dice, whole = random.Random("mail"), letter(html="<p>x</p>", files=[("a.pdf", b"x" * 300)])
    for place in range(60):
        read_letter(whole[: len(whole) * place // 60])
        flipped = bytearray(whole)
        for _time in range(5):
            flipped[dice.randrange(len(flipped))] = dice.randrange(256)
        read_letter(bytes(flipped))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=2000))
def test_anything_is_a_letter(raw):
    assert read_letter(raw).fingerprint


@pytest.mark.parametrize("words", [
    "On " * 300_000 + ":", "> " * 500_000, "From: x\n" * 100_000, "_" * 1_000_000, "On x\n" * 200_000,
    "-- \n" * 300_000, "From: x\nTo: y\n" * 100_000, f"{MARK}\n> x\n" * 20_000, f"{MARK}\n" + "\n" * 900_000,
    "a\n" + " " * 1_000_000 + "b", "a\nOriginal Message" + " " * 1_000_000 + "b",
])  # fmt: skip
def test_a_letter_made_to_be_slow_is_quick(words):
    began = time.perf_counter()
    read_letter(letter(words))
    new_words(words)
    head = f"From: a@b.md\r\nTo: {HERE}\r\nContent-Type: text/html\r\n\r\n".encode()
    read_letter(head + b"<script <blockquote <br <div class= " * 40_000 + words.encode())
    assert time.perf_counter() - began < 10


def test_files_come_with_their_names():
    mail = read_letter(letter(files=[("carte de muncă.pdf", b"%PDF"), ("../../x.txt", b"y")]))
    assert [name for name, _body in mail.attached] == ["carte de muncă.pdf", "../../x.txt"]
    assert mail.words == WORDS
