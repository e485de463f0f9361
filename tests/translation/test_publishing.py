"""A translation goes on the pages as its publisher saw it, and two people read it wherever two can be had."""

import io
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html
from PIL import Image

from rootbridge.shared.inbox.models import Notice
from rootbridge.shared.translation.editorial.permissions import may_approve
from rootbridge.shared.translation.languages import actions, publishing
from rootbridge.shared.translation.models import MovedOn, Submission, TextPicture
from rootbridge.subjects.services.models import Guide
from tests.cast import give_role, make_member
from tests.translation.factories import make_guide
from tests.translation.test_pages import form_of, passages, side
from tests.translation.test_states import PAPERS, russian


@pytest.fixture
def text(cast):
    key, orhei = uuid4(), cast.places["MD-OR"]
    return {language: make_guide(cast, language, key=key, papers=PAPERS, place=orhei) for language in ("ro", "ru")}


@pytest.fixture
def editor(cast):
    """Of Orhei: approves what others wrote."""
    return give_role(make_member("Elena Editor"), "editor", place=cast.places["MD-OR"]).member


def public() -> Guide:
    return Guide.objects.get(locale__language_code="ru")


def form_of_page(page: str) -> dict:
    form = html.fromstring(page).xpath("//form[contains(@class, 'pairs')]")[0]
    return {name: value or "" for name, value in form.form_values()}


def test_what_a_colleague_saved_meanwhile_is_not_published_unseen(cast, text):
    client = cast.enter(cast.esi)
    mine = form_of(client, side(rest="?show=all"), **{"to-lead": "Мои слова.", "publish": "1"})
    actions.draft(russian(), {"title": "Другая пенсия"}, by=cast.dana)
    answer = client.post(side(), mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Changed meanwhile" in page and "<ins>Другая" in page and "Мои слова." in page
    assert (public().lead, public().title) == ("Cum se cere.", text["ru"].title)
    assert client.post(side(), form_of_page(page) | {"publish": "1"}).status_code == 302
    assert (public().lead, public().title) == ("Мои слова.", "Другая пенсия")


def test_what_two_wrote_at_once_is_joined_and_kept(cast, text):
    """The words of the refused form are those that somebody typed: sending them again keeps them."""
    client = cast.enter(cast.esi)
    mine = form_of(client, side(rest="?show=all"), **{"to-lead": "Мои слова."})
    actions.draft(russian(), {"lead": "Их слова."}, by=cast.dana)
    answer = client.post(side(), mine)
    assert answer.status_code == 422
    assert client.post(side(), form_of_page(answer.content.decode())).status_code == 302
    assert russian().draft["lead"]["to"] == "Мои слова."


def test_whoever_publishes_sees_every_passage_that_readers_do_not_see_yet(cast, text):
    actions.draft(russian(), {"lead": "Слова Даны."}, by=cast.dana)
    page = cast.enter(cast.esi).get(side())
    assert passages(page) == ["lead"]
    assert "Not published yet" in page.content.decode()


def test_an_editor_of_a_region_publishes_what_others_wrote_and_only_that(cast, text, editor):
    actions.draft(russian(), {"lead": "Слова Даны."}, by=cast.dana)
    Submission.send(public(), by=cast.dana)
    client = cast.enter(editor)
    client.post(side(), form_of(client, side(rest="?show=all"), publish="1"))
    assert public().lead == "Слова Даны."
    assert Notice.objects.get(kind="translation.published").member == cast.dana
    answer = client.post(side(), form_of(client, side(rest="?show=all"), **{"to-lead": "Свои.", "publish": "1"}))
    assert answer.status_code == 302
    assert public().lead == "Слова Даны."
    assert Submission.objects.waiting().get().by == editor
    assert 'name="publish"' not in client.get(side(rest="?show=all")).content.decode()


def test_nobody_approves_a_draft_that_they_wrote_a_part_of(cast, text, editor):
    """Dana sent it, and the newest version is hers; the editor wrote an earlier one."""
    actions.draft(russian(), {"title": "Другая"}, by=editor)
    actions.draft(russian(), {"lead": "Слова Даны."}, by=cast.dana)
    sent = Submission.send(public(), by=cast.dana)
    assert not may_approve(editor, sent)
    with pytest.raises(PermissionDenied):
        sent.publish(public(), by=editor, edition=sent.edition(public()))
    client = cast.enter(editor)
    address = f"/manage/texts/services.guide/{public().pk}/"
    assert "You wrote part of this draft" in client.get(address).content.decode()
    assert address not in client.get("/manage/texts/?show=").content.decode()
    sent.publish(public(), by=cast.esi, edition=sent.edition(public()))
    actions.draft(russian(), {"lead": "Ещё слова."}, by=cast.dana)
    assert may_approve(editor, Submission.send(public(), by=cast.dana)), "what readers see already counts no more"


def test_an_edition_that_is_no_more_is_refused_by_the_action_itself(cast, text):
    with pytest.raises(MovedOn):
        publishing.publish(russian(), {"lead": "Иначе."}, by=cast.esi, edition="1-2-3")
    assert not russian().has_draft


def test_a_picture_of_ones_own_waits_for_somebody_else(cast, text, editor, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    file = io.BytesIO()
    Image.new("RGB", (320, 240), "#7a8f55").save(file, "JPEG")
    address = f"/manage/texts/services.guide/{public().pk}/pictures/"
    photo = SimpleUploadedFile("a.jpg", file.getvalue(), "image/jpeg")
    sent = {"picture": photo, "alt_ro": "Piața", "alt_ru": "Рынок"}
    assert cast.enter(editor).post(address, sent).status_code == 302
    picture = TextPicture.objects.get()
    for person, is_shown in ((editor, False), (cast.dana, False), (cast.esi, True)):
        cast.enter(person).post(f"{address}{picture.pk}/", {"do": "show"})
        picture.refresh_from_db()
        assert bool(picture.shown_at) is is_shown
