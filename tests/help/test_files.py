"""Files of a question: sent with it or later, asked for, opened with a reason, kept longer; who may what."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from rootbridge.base.audit.models import Look
from rootbridge.base.core.retention import clear_outdated
from rootbridge.base.files.contents import examine
from rootbridge.base.mail.models import Letter
from rootbridge.shared.conversations.models import File, Message
from rootbridge.shared.inbox.models import Notice
from rootbridge.subjects.help import attachments
from rootbridge.subjects.help.following import pin_of
from rootbridge.subjects.help.intake import put
from rootbridge.subjects.help.models import Closing, FileRequest, Question
from tests.cast import give_role, make_member
from tests.files.papers import BAD, PDF, picture

pytestmark = pytest.mark.django_db
WORDS = "Is this the paper that the pension office wants?"


@pytest.fixture(autouse=True)
def _disk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    cache.clear()


@pytest.fixture
def desk(cast):
    member = make_member("Valentina Munteanu")
    give_role(member, "support_agent", body=cast.bureau.audience_key)
    return member


@pytest.fixture
def question(cast, desk):
    made, _made = put(office=cast.bureau, words=WORDS, language="en", by=cast.amina, files=[examine("scan.pdf", PDF)])
    return made


def upload(name="scan.pdf", body=PDF):
    return SimpleUploadedFile(name, body, "application/pdf")


def ask(cast, *files, **said):
    known = {"words": WORDS, "office": "bureau", "other": "", "way": "look", "files": list(files)}
    return cast.enter(cast.nobody).post("/en/help/ask/", known | said)


def follow(cast, question):
    return cast.enter(cast.nobody).post("/en/help/follow/", {"number": question.number, "pin": pin_of(question.number)})


def box_of(page) -> dict:
    return {name: re.search(rf'name="{name}" value="([^"]*)"', page.text)[1] for name in ("box", "client", "request")}


def body_of(answer) -> bytes:
    return b"".join(answer.streaming_content)


def test_a_question_comes_with_its_files(cast, desk):
    assert ask(cast, upload(), upload("photo.jpg", picture())).status_code == 302
    assert [file.name for file in File.objects.order_by("number")] == ["scan.pdf", "photo.jpg"]
    question = Question.objects.get()
    page = follow(cast, question)
    assert "scan.pdf" in page.text and "They are kept encrypted" in page.text
    link = re.search(r"/en/help/files/one/[^\"]+", page.text)[0]
    answer = cast.enter(cast.nobody).get(link)
    assert body_of(answer) == PDF
    assert answer["Content-Disposition"].startswith("attachment") and "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff" and "no-store" in answer["Cache-Control"]


def test_sent_twice_it_has_its_files_once(cast, desk):
    for _time in range(2):
        ask(cast, upload())
    assert Question.objects.count() == File.objects.count() == 1


@pytest.mark.parametrize("name", ["lie.pdf", "page.txt", "drawing.svg", "bomb.png", "cut.pdf", "script.pdf", "big.txt"])
def test_a_bad_file_is_refused_beside_the_field_and_the_words_stay(cast, desk, name):
    answer = ask(cast, upload(name, BAD[name]))
    assert answer.status_code == 422 and WORDS in answer.text and f"“{name}”" in answer.text
    assert 'id="id_files-error"' in answer.text and not Question.objects.exists() and not File.objects.exists()


def test_the_refusal_is_in_the_language_of_the_reader(cast, desk):
    known = {"words": WORDS, "office": "bureau", "way": "look", "files": [upload("lie.pdf", picture())]}
    assert "“lie.pdf”" in cast.enter(cast.nobody).post("/ar/help/ask/", known).text


def test_six_files_are_too_many_and_sixty_megabytes_are_cut(cast, desk, monkeypatch):
    answer = ask(cast, *[upload(f"{number}.pdf") for number in range(6)])
    assert answer.status_code == 422 and "Send at most 5" in answer.text
    monkeypatch.setattr("rootbridge.base.files.uploading.MOST_IN_A_REQUEST", 100_000)
    answer = ask(cast, upload("a.pdf", PDF + b" " * 300_000))
    assert answer.status_code in (302, 422) and not File.objects.filter(size__gt=100_000).exists()


class TestSending:
    def test_by_number_and_pin(self, cast, desk):
        ask(cast)
        question = Question.objects.get()
        box = box_of(follow(cast, question))
        for _time in range(2):
            answer = cast.enter(cast.nobody).post("/en/help/files/", box | {"files": upload()})
            assert answer.status_code == 200 and "Sent." in answer.text and not answer.cookies
        assert File.objects.count() == 1
        assert Notice.objects.filter(kind="help.question_file_sent", member=desk).count() == 1
        letter = Letter.objects.get(kind="help.question_file_sent")
        assert "scan" not in letter.text

    def test_by_a_member(self, cast, question):
        client = cast.enter(cast.amina)
        box = box_of(client.get(question.get_absolute_url()))
        assert client.post("/en/help/files/", box | {"files": upload()}).url == question.get_absolute_url()
        assert File.objects.count() == 2

    @pytest.mark.parametrize("name", ["nobody", "bilal", "chidi", "dana", "esi"])
    def test_by_nobody_else(self, cast, question, name):
        box = {"box": attachments.box_token(question), "client": "x", "request": "", "files": upload()}
        assert cast.enter(cast.everybody[name]).post("/en/help/files/", box).status_code == 422
        assert File.objects.count() == 1

    @pytest.mark.parametrize("box", ["", "x", "\x00", "a" * 5000])
    def test_not_under_a_made_up_token(self, cast, desk, box):
        answer = cast.enter(cast.nobody).post("/en/help/files/", {"box": box, "files": upload()})
        assert answer.status_code == 422 and "Nothing was sent" in answer.text

    def test_not_to_a_question_that_is_gone(self, cast, question):
        box = attachments.box_token(question)
        Question.objects.filter(pk=question.pk).forget()
        assert cast.enter(cast.amina).post("/en/help/files/", {"box": box, "files": upload()}).status_code == 422

    def test_a_wrong_one_or_none_is_told_on_a_page_of_its_own(self, cast, question):
        client, box = cast.enter(cast.amina), {"box": attachments.box_token(question), "request": ""}
        wrong = client.post("/en/help/files/", box | {"files": upload("lie.pdf", picture())})
        assert wrong.status_code == 422 and "“lie.pdf”" in wrong.text and question.number in wrong.text
        assert "Choose a file first." in client.post("/en/help/files/", box).text

    def test_after_an_answer_it_is_open_again(self, cast, question, desk):
        question.answer(by=desk, words="Yes.")
        cast.enter(cast.amina).post(
            "/en/help/files/", {"box": attachments.box_token(question), "files": upload("b.pdf")}
        )
        assert not question.closings.filter(reopened_at=None).exists()

    def test_a_network_sends_so_many(self, cast, question, monkeypatch):
        monkeypatch.setattr("rootbridge.subjects.help.views.files.RATES", {"files_by_network": "1/1h/key"})
        for number in range(2):
            said = {"box": attachments.box_token(question), "client": f"c{number}", "files": upload()}
            answer = cast.enter(cast.amina).post("/en/help/files/", said)
        assert answer.status_code == 422 and "Wait an hour" in answer.text and File.objects.count() == 2


class TestOpening:
    def test_a_reason_is_chosen_and_the_sender_reads_it(self, cast, desk, question):
        file = File.objects.get()
        client, address = cast.enter(desk), f"/manage/questions/{question.number}/files/{file.pk}/"
        assert client.get(address).status_code == 200 and not Look.objects.exists()
        assert client.post(address, {}).status_code == 422
        other = client.post(address, {"reason": "other"})
        assert other.status_code == 422 and "Write the reason" in other.text
        answer = client.post(address, {"reason": "answer"})
        assert body_of(answer) == PDF and answer["Content-Disposition"].startswith("attachment")
        assert Look.objects.get().subject == cast.amina and Look.objects.get().reason == "To answer the question"
        page = cast.enter(cast.amina).get(question.get_absolute_url()).text
        assert "To answer the question" in page and desk.short_name in page

    @pytest.mark.parametrize("name", ["nobody", "amina", "bilal", "chidi", "dana", "esi"])
    def test_who_may_not(self, cast, question, name):
        client, number = cast.enter(cast.everybody[name]), File.objects.get().pk
        for address in (
            f"/manage/questions/{question.number}/files/{number}/",
            f"/manage/questions/{question.number}/ask-file/",
        ):
            for answer in (client.get(address), client.post(address, {"reason": "answer"})):
                assert answer.status_code in (302, 404) and not answer.streaming
        assert not Message.objects.filter(kind="event").exists() and not Look.objects.exists()

    def test_an_excluded_office_never(self, cast):
        agent = make_member("Embassy Agent")
        give_role(agent, "support_agent", body=cast.embassy.audience_key)
        made, _made = put(office=cast.bureau, words=WORDS, language="en", by=cast.amina, excluded=[cast.embassy],
                          files=[examine("scan.pdf", PDF)])  # fmt: skip
        file = File.objects.get(conversation=made.conversation_id)
        assert cast.enter(agent).get(f"/manage/questions/{made.number}/files/{file.pk}/").status_code == 404

    def test_a_file_of_another_question_is_not_here(self, cast, desk, question):
        other, _made = put(office=cast.embassy, words="Another one, elsewhere?", language="en", email="x@y.md",
                           files=[examine("b.pdf", PDF)])  # fmt: skip
        theirs = File.objects.get(conversation=other.conversation_id)
        assert cast.enter(desk).get(f"/manage/questions/{question.number}/files/{theirs.pk}/").status_code == 404

    def test_bytes_that_are_gone_are_not_here_and_no_look(self, cast, desk, question, tmp_path):
        next(path for path in tmp_path.rglob("*") if path.is_file()).unlink()
        address = f"/manage/questions/{question.number}/files/{File.objects.get().pk}/"
        assert cast.enter(desk).post(address, {"reason": "answer"}).status_code == 404
        assert not Look.objects.exists()

    @pytest.mark.parametrize("name", ["nobody", "bilal", "chidi", "dana", "esi"])
    def test_a_link_of_a_member_opens_for_them_only(self, cast, question, name):
        link = attachments.link_to(File.objects.get(), cast.amina.pk)
        assert cast.enter(cast.everybody[name]).get(link).status_code == 404
        assert cast.enter(cast.amina).get(link).status_code == 200
        assert cast.enter(cast.nobody).get("/en/help/files/one/made-up/").status_code == 404

    def test_a_link_ends(self, cast, question, monkeypatch):
        link = attachments.link_to(File.objects.get())
        monkeypatch.setattr(attachments, "LINK_LASTS", -1)
        assert cast.enter(cast.nobody).get(link).status_code == 404


class TestAskingForAFile:
    SAID = {"what": "The work book, pages 2 to 9", "need": "proof", "words": "", "client": "one-of-a-kind"}

    def post(self, cast, desk, question, **said):
        day = timezone.localdate() + timedelta(days=10)
        said = self.SAID | {"by_day": day.isoformat()} | said
        return cast.enter(desk).post(f"/manage/questions/{question.number}/ask-file/", said)

    def test_it_stands_in_the_talk_with_its_reason_and_is_met(self, cast, desk, question):
        for _time in range(2):
            assert self.post(cast, desk, question).url == question.desk_url
        request = FileRequest.objects.get()
        event = Message.objects.get(kind="event").data
        assert (event["event"], event["what"], event["why"]) == ("file_asked", self.SAID["what"], "proof")
        assert Notice.objects.get(kind="help.question_file_asked").member == cast.amina
        page = cast.enter(cast.amina).get(question.get_absolute_url())
        assert "The law wants a proof" in page.text and self.SAID["what"] in page.text
        box = box_of(page)
        assert box["request"] == str(request.pk)
        cast.enter(cast.amina).post("/en/help/files/", box | {"files": upload("book.pdf")})
        request.refresh_from_db()
        assert request.met_at and self.SAID["what"] not in cast.enter(cast.amina).get(question.get_absolute_url()).text

    @pytest.mark.parametrize("wrong", [
        {"what": ""}, {"need": ""}, {"need": "because"}, {"by_day": ""}, {"by_day": "soon"}, {"by_day": "2020-01-01"},
        {"by_day": "2099-01-01"}, {"what": "x" * 161}, {"client": ""},
    ])  # fmt: skip
    def test_what_is_wrong_is_said(self, cast, desk, question, wrong):
        assert self.post(cast, desk, question, **wrong).status_code == 422 and not FileRequest.objects.exists()

    def test_not_of_a_closed_question(self, cast, desk, question):
        question.answer(by=desk, words="Yes.")
        assert self.post(cast, desk, question).status_code == 302 and not FileRequest.objects.exists()


def test_thirty_days_after_closing_they_go_unless_kept_longer(cast, desk, question):
    client = cast.enter(cast.amina)
    question.answer(by=desk, words="Yes.")
    now = timezone.now()
    page = client.get(question.get_absolute_url()).text
    assert "Keep my files 30 days longer" in page and "deleted on" in page
    box = {"box": attachments.box_token(question)}
    assert client.post("/en/help/files/longer/", box).status_code == 302
    clear_outdated(now + timedelta(days=40))
    assert File.objects.exists()
    clear_outdated(now + timedelta(days=62))
    assert not File.objects.exists() and Message.objects.get(kind="file").words == ""
    assert "A file stood here" in cast.enter(cast.amina).get(question.get_absolute_url()).text


def test_files_of_an_open_question_stay(cast, desk, question):
    question.answer(by=desk, words="Yes.")
    question.reopen(by=cast.amina)
    clear_outdated(timezone.now() + timedelta(days=90))
    assert File.objects.exists() and Closing.objects.get().reopened_at


@pytest.mark.parametrize("name", ["bilal", "chidi", "esi"])
def test_nobody_else_keeps_them_longer(cast, question, desk, name):
    question.answer(by=desk, words="Yes.")
    box = {"box": attachments.box_token(question)}
    assert cast.enter(cast.everybody[name]).post("/en/help/files/longer/", box).status_code == 422
    assert File.objects.get().kept_until is None
