"""A letter becomes a question; its answer goes out and comes back by mail; forged letters touch nothing."""

import email
from email.policy import default

import pytest
from django.core.cache import cache

from rootbridge.base.mail import addresses, mailbox, post
from rootbridge.base.mail.models import Letter, Received
from rootbridge.shared.conversations.models import File, Message
from rootbridge.subjects.help import letters_in
from rootbridge.subjects.help.following import pin_of
from rootbridge.subjects.help.models import Question
from tests.cast import give_role, make_member
from tests.files.papers import BAD, PDF
from tests.mail.letters import HERE, WORDS, letter
from tests.mail.servers import Imap, Smtp

pytestmark = pytest.mark.django_db


@pytest.fixture
def box(settings, tmp_path):
    served, sink = Imap(), Smtp()
    settings.IMAP_URL, settings.DEFAULT_FROM_EMAIL, settings.EMAIL_URL = served.url, f"Acasă <{HERE}>", sink.url
    settings.MEDIA_ROOT = tmp_path
    served.sent = sink.taken
    cache.clear()
    yield served
    served.stop()
    sink.stop()


@pytest.fixture
def desk(cast):
    member = make_member("Valentina Munteanu")
    give_role(member, "support_agent", body=cast.bureau.audience_key)
    return member


def come(box, raw):
    box.deliver(raw)
    mailbox.read_new()


def sent(box):
    """What left, to whoever asked."""
    post.send_due()
    return [email.message_from_bytes(raw, policy=default) for raw in box.sent if b"ana@example.net" in raw]


def said() -> list[str]:
    return list(Message.objects.filter(kind="words").order_by("number").values_list("words", flat=True))


def test_a_letter_becomes_a_question_and_is_acknowledged(box, desk):
    come(box, letter())
    question = Question.objects.get()
    assert (question.email, question.channel, question.language) == ("ana@example.net", "email", "ro")
    assert question.office.kind == "bureau" and question.words == f"Pensie\n\n{WORDS}"
    (reply,) = sent(box)
    assert reply["To"] == "ana@example.net" and question.number in reply["Subject"]
    assert reply["Reply-To"] == addresses.reply_address(question.number)
    assert reply["Auto-Submitted"] == "auto-replied" and reply["Message-ID"].endswith("@example.org>")
    words = reply.get_content()
    assert pin_of(question.number) in words and "/ro/help/follow/" in words and WORDS not in words
    come(box, reply.as_bytes())
    assert Question.objects.count() == 1 and len(sent(box)) == 1, "what we sent ourselves is answered by nobody"


def test_there_and_back(box, desk):
    come(box, letter())
    question = Question.objects.get()
    question.ask_back(by=desk, words="În ce ani?")
    first, second = sent(box)
    assert first["References"] == second["References"] and first["Message-ID"] != second["Message-ID"]
    back = f"Din 2001 până în 2012.\n\nOn Mon Acasă <{HERE}> wrote:\n> În ce ani?\n"
    come(box, letter(back, to=f"Acasă <{second['Reply-To']}>", subject="Re: x", in_reply_to=second["Message-ID"]))
    assert said() == ["În ce ani?", "Din 2001 până în 2012."] and Question.objects.count() == 1
    question.answer(by=desk, words="Cereți la CNAS.")
    come(box, letter("Mulțumesc, dar unde?", to=second["Reply-To"]))
    assert not question.closings.filter(reopened_at=None).exists(), "it is open again"
    assert len(sent(box)) == 3, "a reply is not acknowledged each time"


def test_a_member_writes_from_their_address(box, cast, desk):
    question, _made = Question.ask(office=cast.bureau, words="Where?", language="en", by=cast.amina)
    come(box, letter("More of it", sender=cast.amina.email.upper(), to=addresses.reply_address(question.number)))
    seat = Message.objects.get(kind="words").seat
    assert said() == ["More of it"] and seat.member == cast.amina


@pytest.mark.parametrize("forged", ["stranger", "no mac", "wrong mac", "headers", "another number", "two senders"])
def test_what_is_forged_touches_no_question(box, cast, desk, forged):
    question, _made = Question.ask(office=cast.bureau, words="Where is it?", language="en", email="ana@example.net")
    other, _made = Question.ask(office=cast.bureau, words="And mine?", language="en", email="chidi@example.net")
    token, theirs = addresses.reply_address(question.number), addresses.reply_address(other.number)
    raw = {
        "stranger": letter("evil", sender="eve@example.net", to=token),
        "no mac": letter("evil", sender="eve@example.net", to=f"acasa+{question.number}@example.org"),
        "wrong mac": letter("evil", to=token.replace(token.partition(".")[2][:4], "aaaa")),
        "headers": letter("evil", sender="eve@example.net", subject=f"Re: {question.number}",
                          in_reply_to=addresses.thread_id(question.number), references=addresses.message_id(1)),
        "another number": letter("evil", to=theirs),
        "two senders": letter("evil", sender="eve@example.net, ana@example.net", to=token),
    }[forged]  # fmt: skip
    come(box, raw)
    assert not Message.objects.exists()
    made = Question.objects.exclude(pk__in=[question.pk, other.pk])
    assert [one.email for one in made] in ([], ["eve@example.net"], ["ana@example.net"])
    assert made.exists() or Received.objects.get().outcome == "aside"


def test_a_question_that_was_forgotten_takes_nothing(box, cast, desk):
    question, _made = Question.ask(office=cast.bureau, words="Where is it?", language="en", email="ana@example.net")
    Question.objects.filter(pk=question.pk).forget()
    come(box, letter(to=addresses.reply_address(question.number)))
    assert Question.objects.exclude(words="").count() == 1 and not Message.objects.exists()


def test_files_come_along_under_the_same_rules(box, desk):
    come(box, letter(files=[("carte.pdf", PDF), ("bomb.png", BAD["bomb.png"]), ("run.exe", BAD["run.exe"])]))
    file = File.objects.get()
    assert file.name == "carte.pdf" and b"".join(file.pieces()) == PDF
    words = sent(box)[0].get_content()
    assert "bomb.png" in words and "run.exe" in words and "carte.pdf" not in words
    question = Question.objects.get()
    come(box, letter("Încă una", to=addresses.reply_address(question.number), files=[("alta.pdf", PDF + b"\n")]))
    assert (
        File.objects.filter(conversation=question.conversation_id or Question.objects.get().conversation_id).count()
        == 2
    )
    come(box, letter(" ", subject="", files=[("singura.pdf", PDF)]))
    assert Question.objects.count() == 2, "a letter of files alone is a question too"


def test_a_megabyte_of_words_is_kept_whole_as_a_file(box, desk):
    come(box, letter("pensie și ajutor " * 60_000))
    question = Question.objects.get()
    assert len(question.words) <= 4000
    assert File.objects.get().size > 900_000


@pytest.mark.parametrize(("words", "language"), [
    ("Здравствуйте, где спросить о пенсии?", "ru"), ("مرحبا أين أسأل عن المعاش", "ar"),
    ("Bonjour, où demander pour la retraite ?", "fr"),
    ("Hola, ¿dónde pido la pensión por favor? Gracias", "es"), ("Hello, where do I ask for the pension?", "en"),
    ("Bună ziua, unde cer pensia?", "ro"), ("xyz", "en"),
])  # fmt: skip
def test_the_language_is_that_of_the_letter(box, desk, words, language):
    come(box, letter(words, subject=""))
    assert Question.objects.get().language == language


def test_too_many_from_one_sender_wait_for_a_person(box, desk):
    for number in range(14):
        box.deliver(letter(f"Întrebarea numărul {number}"))
    box.deliver(letter("Alt om", sender="dan@example.net"))
    mailbox.read_new()
    assert Question.objects.count() == 13 and Received.objects.filter(outcome="aside").count() == 2
    assert Question.objects.filter(email="dan@example.net").exists()


def test_markup_in_a_letter_is_harmless(box, cast, desk):
    come(box, letter("<script>alert(1)</script> \u202eabc", subject="<b>x</b>"))
    page = cast.enter(desk).get(Question.objects.get().desk_url).text
    assert "<script>alert" not in page and "\u202e" not in page


def test_without_a_mailbox_letters_name_none_to_answer_to(box, cast, desk, settings):
    settings.IMAP_URL = ""
    question, _made = Question.ask(office=cast.bureau, words="Where is it?", language="en", email="ana@example.net")
    question.answer(by=desk, words="Here.")
    (answer,) = sent(box)
    assert answer["Reply-To"] is None and "Here." in answer.get_content()
    assert Letter.objects.get(kind="help.question_answered").about == question.number


def test_what_is_over_the_limit_of_all_is_read_later(box, desk, monkeypatch):
    monkeypatch.setitem(letters_in.RATES, "mail_in_all", "2/1h/key")
    for number in range(16):
        box.deliver(letter(f"Where is it? {number}", sender=f"p{number // 2}@example.net"))
    for _time in range(15):
        mailbox.read_new()
    assert Question.objects.count() == 2 and not Received.objects.exclude(outcome="taken").exists()
    assert [one.flags for one in box.letters[2:]] == [set()] * 14
    cache.clear()
    mailbox.read_new()
    assert Question.objects.count() == 4 and not Received.objects.exclude(outcome="taken").exists()
