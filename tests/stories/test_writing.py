"""A member writes, adds pictures and languages, sends in, and hears what became of it."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from rootbridge.base.mail.models import Letter
from rootbridge.base.reference.models import Place
from rootbridge.shared.inbox.models import Notice
from rootbridge.shared.moderation.models import Appeal
from rootbridge.subjects.stories.models import Outcome, Story
from tests.cast import give_role, make_member
from tests.stories.factories import accept, make_story, photo, typed

WRITE = "/en/stories/write/"


def test_a_stranger_is_led_to_sign_in_and_a_visitor_reads(cast):
    nobody = cast.enter(cast.nobody)
    assert nobody.get(WRITE).status_code == 302
    assert nobody.get("/en/stories/").status_code == 200


def test_it_is_saved_as_a_draft_that_only_its_author_sees(cast):
    amina = cast.enter(cast.amina)
    answer = amina.post(WRITE, typed())
    story = Story.objects.get()
    assert answer["Location"] == reverse("stories:own", args=[story.pk])
    page = amina.get(answer["Location"]).text
    assert "Forty walnut trees" in page and "Draft" in page and "Send it in" in page
    for other in (cast.chidi, cast.dana, cast.esi):
        assert cast.enter(other).get(answer["Location"]).status_code == 404
    assert cast.enter(cast.nobody).get(story.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(("wrong", "said"), [
    ({"title": ""}, "Write something here."), ({"body": "Too short"}, "Write a few sentences at least."),
    ({"body": "<script>" + "x" * 80 + "</script>"}, "Write a few sentences at least."),
    ({"kind": "news"}, "Choose one of these."), ({"place": "Nowhereville"}, "We know no such place."),
    ({"ends_on": "2027-02-31"}, "There is no such day."), ({"ends_on": "2020-01-01"}, "Choose a day from today on"),
    ({"credit": ""}, "Write the name that should stand below your story."), ({"title": "x" * 141}, "at most 140"),
    ({"original": "xx"}, "Choose one of these."), ({"topic": "nonsense"}, "Select a valid choice"),
])  # fmt: skip
def test_bad_input_gets_a_clear_answer_and_loses_nothing(cast, wrong, said):
    answer = cast.enter(cast.amina).post(WRITE, typed(**wrong))
    assert answer.status_code == 422
    assert said in answer.text
    assert "What we learned." in answer.text
    assert not Story.objects.exists()


def test_a_name_that_two_places_share_is_asked_back_and_nothing_is_lost(cast):
    town = cast.places["MD-OR-orhei"]
    Place.objects.filter(pk=town.pk).update(names={"en": "Orhei"}, unit="town", has_namesake=True)
    amina = cast.enter(cast.amina)
    answer = amina.post(WRITE, typed())
    assert answer.status_code == 422 and "Several places are called “Orhei”. Choose one." in answer.text
    assert 'name="place" value="MD-OR-orhei"' in answer.text and 'name="place" value="MD-OR"' in answer.text
    assert "Forty walnut trees" in answer.text and 'value="Orhei"' in answer.text
    assert amina.post(WRITE, typed(place=["Orhei", "MD-OR-orhei"])).status_code == 302
    assert Story.objects.get().latest.place == town


def test_news_is_for_who_speaks_for_an_office_or_an_organisation(cast):
    assert cast.enter(cast.bilal).post(WRITE, typed(kind="news")).status_code == 302
    assert 'value="news"' not in cast.enter(cast.amina).get(WRITE).text
    assert Story.objects.get().is_work


def test_nobody_writes_for_an_association_that_is_not_theirs(cast):
    answer = cast.enter(cast.amina).post(WRITE, typed(organisation=cast.association.pk))
    assert Story.objects.get().latest.organisation is None and answer.status_code == 302
    cast.enter(cast.bilal).post(WRITE, typed(title="Ours", organisation=cast.association.pk, credit=""))
    assert Story.objects.get(slug__startswith="ours").latest.organisation == cast.association


def test_the_representative_hears_of_it_and_publishes_it(cast):
    story = make_story(cast)
    amina = cast.enter(cast.amina)
    amina.post(reverse("stories:step", args=[story.pk]), {"step": "send"})
    assert Notice.objects.filter(member=cast.dana, kind="stories.to_read").count() == 1
    assert not Notice.objects.filter(member=cast.esi, kind="stories.to_read").exists()
    dana = cast.enter(cast.dana)
    assert "Forty walnut trees" in dana.get("/manage/").text
    page = dana.get(f"/manage/stories/{story.pk}/")
    assert "Publish it" in page.text
    dana.post(f"/manage/stories/{story.pk}/", {"edition": story.latest.edition, "outcome": "accepted", "words": ""})
    public = cast.enter(cast.nobody).get(story.get_absolute_url())
    assert public.status_code == 200 and "Amina of Orhei" in public.text
    notice = Notice.objects.get(member=cast.amina, kind="stories.accepted")
    assert notice.url == story.get_absolute_url()
    assert "nine dead ones" not in "".join(Letter.objects.values_list("text", flat=True))


def test_changes_are_asked_for_with_words_that_its_author_reads(cast):
    story = make_story(cast, sent=True)
    dana, address = cast.enter(cast.dana), f"/manage/stories/{story.pk}/"
    sent = {"edition": story.latest.edition, "outcome": "changes", "words": ""}
    assert "Write what should change." in dana.post(address, sent).text
    dana.post(address, {**sent, "words": "Say how many trees live."})
    page = cast.enter(cast.amina).get(reverse("stories:own", args=[story.pk])).text
    assert "Say how many trees live." in page and "What should change" in page
    words = reverse("stories:words", args=[story.pk])
    cast.enter(cast.amina).post(words, typed(title="Thirty-one live"))
    cast.enter(cast.amina).post(reverse("stories:step", args=[story.pk]), {"step": "send"})
    again = dana.get(address).text
    assert "Thirty-one live" in again and "Say how many trees live." in again


def test_looking_at_the_form_of_a_public_story_writes_nothing(cast):
    story = make_story(cast, published=True)
    cast.enter(cast.amina).get(reverse("stories:words", args=[story.pk]))
    assert story.editions.count() == 1


def test_what_changes_in_a_public_story_is_shown_to_who_judges(cast):
    story = make_story(cast, published=True)
    cast.enter(cast.amina).post(reverse("stories:words", args=[story.pk]), typed(title="Fifty trees", credit="Amina"))
    story.latest.send(by=cast.amina)
    page = cast.enter(cast.dana).get(f"/manage/stories/{story.pk}/").text
    assert "<del>Forty walnut trees</del>" in page and "<ins>Fifty trees</ins>" in page


def test_nobody_judges_what_they_wrote(cast):
    story = make_story(cast, by=cast.dana, sent=True)
    address = f"/manage/stories/{story.pk}/"
    page = cast.enter(cast.dana).get(address)
    assert "somebody else decides" in page.text
    sent = {"edition": story.latest.edition, "outcome": "accepted", "words": ""}
    assert cast.enter(cast.dana).post(address, sent).status_code == 403
    assert not story.is_published


def test_a_representative_of_another_place_finds_nothing(cast):
    story = make_story(cast, sent=True)
    other = make_member("Radu of Soroca")
    give_role(other, "local_representative", place=cast.places["MD-SO"])
    assert cast.enter(other).get(f"/manage/stories/{story.pk}/").status_code == 404


def test_against_a_refusal_there_is_an_appeal_that_somebody_else_decides(cast):
    story = make_story(cast, sent=True)
    accept(cast, story, Outcome.REFUSED, "We do not publish about trees.", by=cast.esi)
    amina, own = cast.enter(cast.amina), reverse("stories:own", args=[story.pk])
    assert "We do not publish about trees." in amina.get(own).text
    amina.post(reverse("stories:appeal", args=[story.pk]), {"words": "Trees are what this place asked for."})
    appeal = Appeal.objects.get()
    assert cast.enter(cast.esi).post(f"/manage/reports/appeals/{appeal.pk}/", {
        "outcome": "stands", "reason": "I decided so before."}).status_code == 403  # fmt: skip
    judge = make_member("Mihai the moderator")
    give_role(judge, "moderator", is_everywhere=True)
    page = cast.enter(judge).get(f"/manage/reports/appeals/{appeal.pk}/")
    assert "Trees are what this place asked for." in page.text
    assert "Forty walnut trees" in cast.enter(judge).get("/manage/reports/appeals/").text
    cast.enter(judge).post(f"/manage/reports/appeals/{appeal.pk}/", {
        "outcome": "right", "reason": "It breaks no rule of ours."})  # fmt: skip
    assert Story.objects.published().filter(pk=story.pk).exists()
    assert Notice.objects.filter(member=cast.amina, kind="stories.accepted").exists()


def test_an_appeal_that_is_not_right_is_answered_with_a_reason(cast):
    story = make_story(cast, sent=True)
    verdict = accept(cast, story, Outcome.REFUSED, "It names a child.", by=cast.dana)
    appeal, _made = Appeal.make("stories.verdict", verdict, by=cast.amina, words="The mother agreed.", language="en")
    assert Appeal.make("stories.verdict", verdict, by=cast.amina, words="Again", language="en")[1] is False
    appeal.decide(by=cast.esi, outcome="stands", reason="She did not agree in writing.")
    page = cast.enter(cast.amina).get(reverse("stories:own", args=[story.pk])).text
    assert "She did not agree in writing." in page
    assert Notice.objects.filter(member=cast.amina, kind="stories.appeal_stands").exists()


def test_it_is_told_in_another_language_and_that_can_be_taken_out(cast):
    story = make_story(cast)
    address = reverse("stories:telling", args=[story.pk, "ro"])
    amina = cast.enter(cast.amina)
    assert amina.get(address).status_code == 200
    told = {
        "title": "Patruzeci de nuci",
        "lead": "Ce am învățat.",
        "body": "Am plantat patruzeci de nuci lângă școală.",
    }
    amina.post(address, told)
    assert set(story.latest.told()) == {"en", "ro"}
    amina.post(address, {"drop": "1"})
    assert set(story.latest.told()) == {"en"}
    assert amina.get(reverse("stories:telling", args=[story.pk, "xx"])).status_code == 404


def picture(**more):
    return {"file": photo(), "alt": "Trees behind the school", "people_agreed": "on", **more}


def test_a_picture_goes_in_with_its_words_and_without_its_place(cast):
    story, amina = make_story(cast), cast.enter(cast.amina)
    exif = SimpleUploadedFile("gps.jpg", _with_place(), "image/jpeg")
    amina.post(reverse("stories:pictures", args=[story.pk]), picture(file=exif))
    one = story.latest.shown()[0]
    assert one.alt == "Trees behind the school" and story.latest.people_agreed
    body = b"".join(amina.get(one.file.url).streaming_content)
    assert b"GPS" not in body and b"Exif" not in body and b"Secret camera" not in body
    amina.post(reverse("stories:pictures", args=[story.pk]), {"remove": str(one.number)})
    assert not story.latest.shown()


def _with_place() -> bytes:
    picture, out = Image.new("RGB", (320, 240), "green"), BytesIO()
    exif = picture.getexif()
    exif[0x010F] = "Secret camera"
    exif.get_ifd(0x8825)[1] = "N"
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def _bomb() -> bytes:
    """A small PNG that says it is 50,000 dots wide and high."""

    def piece(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + piece(b"IHDR", head) + piece(b"IDAT", rows) + piece(b"IEND", b"")


@pytest.mark.parametrize(("name", "body", "said"), [
    ("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "of a kind that we do not"),
    ("x.png", b"<svg onload=alert(1)>", "of a kind that we do not take"), ("x.jpg", b"", "empty"),
    ("x.jpg", b"\xff\xd8\xff\xe0 cut off", "cut off"), ("bomb.png", _bomb(), "too many dots"),
    ("x.pdf", b"%PDF-1.7 not a picture", "of a kind that we do not take"),
])  # fmt: skip
def test_what_is_no_picture_is_named_as_such(cast, name, body, said):
    story = make_story(cast)
    file = SimpleUploadedFile(name, body, "image/png")
    answer = cast.enter(cast.amina).post(reverse("stories:pictures", args=[story.pk]), picture(file=file))
    assert answer.status_code == 422 and said in answer.text
    assert "Trees behind the school" in answer.text and not story.latest.shown()


def test_a_picture_without_words_or_consent_is_asked_for_both(cast):
    story = make_story(cast)
    address = reverse("stories:pictures", args=[story.pk])
    answer = cast.enter(cast.amina).post(address, {"file": photo(), "alt": ""})
    assert "Say what the picture shows" in answer.text and "Ask those who can be recognised first" in answer.text
    cast.enter(cast.amina).post(address, picture(alt="", is_decoration="on"))
    assert story.latest.shown()[0].is_decoration


@pytest.mark.parametrize("step", ["send", "take_back", "withdraw", "bring_back", "throw_away", "", "nonsense"])
def test_no_step_breaks_at_the_wrong_time(cast, step):
    for story in (make_story(cast), make_story(cast, "Sent", sent=True), make_story(cast, "Out", published=True)):
        answer = cast.enter(cast.amina).post(reverse("stories:step", args=[story.pk]), {"step": step})
        assert answer.status_code == 302
        stranger = cast.enter(cast.chidi).post(reverse("stories:step", args=[story.pk]), {"step": step})
        assert stranger.status_code == 404


def test_what_is_sent_in_from_another_page_meanwhile_answers_clearly_and_loses_nothing(cast, monkeypatch):
    story = make_story(cast)
    amina, begun = cast.enter(cast.amina), Story.open_draft

    def sent_meanwhile(self, *, by):
        if story.latest.is_open:
            story.latest.send(by=by)
        return begun(self, by=by)

    monkeypatch.setattr(Story, "open_draft", sent_meanwhile)
    words = {"title": "Livada", "lead": "Pe scurt.", "body": typed()["body"]}
    picture = {"alt": "Trees we planted", "people_agreed": "on"}
    for page, said, kept in (("words", typed(), "What we learned."), ("telling", words, "Pe scurt."),
                             ("telling", {"drop": "1"}, None), ("pictures", {"remove": "1"}, None),
                             ("pictures", {**picture, "file": photo()}, "Trees we planted")):  # fmt: skip
        argument = [story.pk, "ro"] if page == "telling" else [story.pk]
        answer = amina.post(reverse(f"stories:{page}", args=argument), said)
        assert answer.status_code == (422 if kept else 302)
        assert not kept or ("This story waits to be read" in answer.text and kept in answer.text)
        assert story.latest.state == "waiting"
        story.latest.take_back(by=cast.amina)
