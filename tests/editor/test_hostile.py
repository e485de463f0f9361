"""What is pasted or chosen to do harm: it stands as plain words, or is refused by name; nothing of it ever runs."""

import io
import re
from uuid import uuid4

import html5lib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from rootbridge.base.files.contents import PICTURES, Refused, examine
from rootbridge.base.files.models import PublicFile
from rootbridge.shared.translation.models import Submission, TextPicture
from rootbridge.subjects.services.models import Guide
from rootbridge.subjects.stories.marking import cleaned, drawn
from tests.cast import give_role, make_member
from tests.editor.hostile import CALL, CLEANED, REFUSED, words
from tests.editor.test_region import GUIDES, form_of
from tests.files.papers import photo_with_place, picture
from tests.translation.factories import make_guide

PAGE = "/manage/texts/services.guide/{}/"
RUNS = {
    "script",
    "iframe",
    "object",
    "embed",
    "style",
    "svg",
    "math",
    "form",
    "base",
    "meta",
    "link",
    "template",
    "frame",
}
OURS = re.compile(r"^(/|#|https?://|mailto:|tel:|data:image/)")


@pytest.fixture(autouse=True)
def _disk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def editor(cast):
    member = make_member("Elena Editor")
    give_role(member, "editor", place=cast.places["MD-OR"])
    return member


def active(page: str, *, whole=True) -> list[str]:
    """Whatever of a page would run or lead away because of the words in it."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    found = []
    for element in tree.iter():
        name = str(element.tag).rpartition("}")[2].lower()
        if name == "meta" or element.attrib.get("type") == "application/ld+json":
            continue  # words for machines: nothing of them runs
        if name in RUNS and (not whole or CALL in "".join(element.itertext()) + str(element.attrib)):
            found.append(f"<{name}>")
        for key, value in element.attrib.items():
            if str(key).lower().startswith("on") or (not whole and str(key) in ("style", "srcdoc", "formaction")):
                found.append(f"{name} {key}")
            if str(key) in ("href", "src", "action", "formaction") and CALL in value and not OURS.match(value):
                found.append(f"{name} {key}={value[:40]}")
    return found


def test_there_are_enough_of_them():
    assert len(words()) >= 100
    assert len(REFUSED) + len(CLEANED) >= 60


FIELDS = {"title": 160, "lead": 600, "who": 800, "papers": 300, "cost": 400, "notice": 800, "easy": 800, "body": 1500}


def test_hostile_words_stay_words_on_every_page_that_shows_a_text(cast, editor):
    """One in each field of a guide: drafted, sent, compared, approved and read."""
    writer, approver, reader = cast.enter(cast.dana), cast.enter(editor), cast.enter(cast.nobody)
    every = words()
    for start in range(0, len(every), len(FIELDS)):
        some = dict(zip(FIELDS, every[start : start + len(FIELDS)], strict=False))
        guide = make_guide(cast, slug=f"h{start}", title="Piața", place=cast.places["MD-OR"])
        said = {name: f"x {hostile}"[: FIELDS[name]] for name, hostile in some.items()}
        body = said.pop("body", "x")
        step = {"type": "step", "id": "", "deleted": "", "order": "0", "value-title": body[:160], "value-body": body}
        sent = form_of(
            guide, **said, note=some["title"][:600], **{f"steps-0-{name}": value for name, value in step.items()}
        )
        sent |= {"steps-count": "1", "synonyms": "", "sources": "", "action-approval": "1"}
        assert writer.post(f"{GUIDES}edit/{guide.pk}/", sent).status_code == 302, some
        pages = [approver.get(PAGE.format(guide.pk))]
        one = Submission.objects.get(number=guide.pk)
        one.publish(guide, by=editor, edition=one.edition(Guide.objects.get(pk=guide.pk)))
        pages += [reader.get(f"/ro/services/h{start}/"), writer.get("/manage/texts/?show=mine")]
        for page in pages:
            assert page.status_code == 200, some
            assert not active(page.content.decode()), f"{some!r}: {active(page.content.decode())}"


def test_rich_words_go_through_the_kept_list():
    for hostile in words():
        for page in (cleaned(hostile), drawn(hostile)):
            assert not active(f"<div>{page}</div>", whole=False), f"{hostile!r}: {page}"
            assert cleaned(page) == page, "cleaned twice is cleaned once"
    assert "<strong>" in drawn("**tare**")
    assert 'href="https://www.legis.md/"' in drawn("[legea](https://www.legis.md/)")


def upload(client, guide, name, body):
    sent = {"picture": SimpleUploadedFile(name, body), "alt_ro": "O piață"}
    return client.post(PAGE.format(guide.pk) + "pictures/", sent)


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_is_no_picture_is_refused_by_name(name):
    with pytest.raises(Refused) as refusal:
        examine(name.removeprefix("photo-"), REFUSED[name], kinds=PICTURES)
    assert "“" in str(refusal.value)


def test_a_refusal_stands_beside_the_field_and_keeps_what_was_typed(cast, editor):
    guide, client = make_guide(cast, place=cast.places["MD-OR"]), cast.enter(editor)
    for name in ("drawing.svg", "drawing.png", "bomb.jpg", "pdf.jpg", "page.jpg", "cut2.jpg", "zip.png", "empty.jpg"):
        answer = upload(client, guide, name, REFUSED[name])
        page = answer.content.decode()
        assert answer.status_code == 422, name
        assert 'value="O piață"' in page, name
        assert 'class="error"' in page, name
    assert not TextPicture.objects.exists()
    assert not PublicFile.objects.exists()


@pytest.mark.parametrize("name", sorted(CLEANED))
def test_of_a_picture_only_its_dots_are_kept(cast, name):
    file = PublicFile.keep(examine(name, CLEANED[name], kinds=PICTURES))
    TextPicture.objects.create(kind="services.guide", text=uuid4(), file=file, alts={}, shown_at=timezone.now())
    client = cast.enter(cast.nobody)
    for address in (file.url, file.small_url):
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert answer["Content-Type"] == "image/webp"
        assert b"script" not in body and b"Kodiak" not in body and b"<?" not in body and b"%PDF" not in body
        assert Image.open(io.BytesIO(body)).n_frames == 1


def test_a_picture_of_a_text_loses_its_place_and_waits_for_approval(cast, editor):
    guide, writer = make_guide(cast, place=cast.places["MD-OR"], slug="ours"), cast.enter(cast.dana)
    assert upload(writer, guide, "photo.jpg", photo_with_place()).status_code == 302
    row, reader = TextPicture.objects.get(), cast.enter(cast.nobody)
    assert not Image.open(io.BytesIO(b"".join(writer.get(row.file.url).streaming_content))).getexif()
    assert reader.get(row.file.url).status_code == 404, "nobody approved it yet"
    assert row.file.url not in reader.get("/ro/services/ours/").content.decode()
    address = PAGE.format(guide.pk) + f"pictures/{row.pk}/"
    writer.post(address, {"do": "show"})
    assert row.file.url not in reader.get("/ro/services/ours/").content.decode(), "only who may publish shows it"
    cast.enter(editor).post(address, {"do": "show"})
    page = reader.get("/ro/services/ours/").content.decode()
    assert row.file.url in page
    assert 'alt="O piață"' in page
    cast.enter(editor).post(address, {"do": "away"})
    assert not TextPicture.objects.exists()


def test_a_picture_needs_its_words(cast, editor):
    guide, client = make_guide(cast, place=cast.places["MD-OR"]), cast.enter(editor)
    answer = client.post(PAGE.format(guide.pk) + "pictures/", {"picture": SimpleUploadedFile("a.png", picture("PNG"))})
    assert answer.status_code == 422
    assert "some readers hear the page" in answer.content.decode()
    assert client.post(PAGE.format(guide.pk) + "pictures/", {"alt_ro": "x"}).status_code == 422


def test_the_editors_own_doors_for_files_stay_shut(cast, editor):
    for address in ("images/add/", "documents/add/", "images/chooser/upload/", "documents/multiple/add/"):
        for person in (cast.esi, editor):
            assert cast.enter(person).get(f"/manage/content/{address}").status_code == 404
            assert cast.enter(person).post(f"/manage/content/{address}").status_code == 404
