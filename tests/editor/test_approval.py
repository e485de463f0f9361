"""From a draft to the pages: one writes, another approves exactly what they saw, inside their region."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from rootbridge.base.audit.models import Record
from rootbridge.base.mail.models import Letter
from rootbridge.shared.inbox.models import Notice
from rootbridge.shared.translation.editorial.permissions import may_approve, may_publish_text, may_write_text
from rootbridge.shared.translation.models import MovedOn, Submission
from rootbridge.subjects.services.models import Guide
from tests.cast import give_role, make_member
from tests.editor.test_region import GUIDES, form_of
from tests.translation.factories import make_guide

PAGE = "/manage/texts/services.guide/{}/"


@pytest.fixture
def people(cast):
    """Of Orhei: a representative (Dana) and an editor; of Soroca an editor; of everywhere an editor."""
    found = dict(cast.everybody)
    for name, scope in (("orhei", {"place": cast.places["MD-OR"]}), ("soroca", {"place": cast.places["MD-SO"]}),
                        ("centre", {"is_everywhere": True})):  # fmt: skip
        found[name] = make_member(f"{name.capitalize()} Editor")
        give_role(found[name], "editor", **scope)
    return found


@pytest.fixture
def guide(cast):
    """A public guide of Orhei with a newer draft by Dana."""
    guide = make_guide(cast, slug="ours", title="Piața din Orhei", place=cast.places["MD-OR"])
    guide.title = "Piața mare din Orhei"
    guide.save_revision(user=cast.dana)
    return Guide.objects.get(pk=guide.pk)


def fresh(guide):
    return Guide.objects.get(pk=guide.pk)


def edition_on(page: str) -> str:
    return re.search(r'name="edition" value="([^"]+)"', page)[1]


def test_sending_from_the_editor_tells_the_editor_of_the_region(cast, people, guide):
    sent = form_of(guide, title="Piața nouă", note="Sunt alte ore", **{"action-approval": "1"})
    answer = cast.enter(cast.dana).post(f"{GUIDES}edit/{guide.pk}/", sent)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    assert answer.url == PAGE.format(guide.pk)
    one = Submission.objects.get()
    assert (one.by, one.note, one.revision.content["title"]) == (cast.dana, "Sunt alte ore", "Piața nouă")
    assert fresh(guide).title == "Piața din Orhei"
    assert {notice.member for notice in Notice.objects.filter(kind="translation.sent")} == {people["orhei"]}
    assert "Piața nouă" in Letter.objects.filter(member=people["orhei"]).get().subject
    assert Record.objects.filter(verb="translation.text_sent", actor_number=cast.dana.pk).exists()


def test_where_a_region_has_no_editor_the_centre_is_asked(cast, guide):
    centre = make_member("Cora Centre")
    give_role(centre, "editor", is_everywhere=True)
    Submission.send(guide, by=cast.dana)
    assert {notice.member for notice in Notice.objects.all()} == {centre, cast.esi}


def test_a_draft_with_gaps_is_not_sent(cast, people, guide):
    draft = fresh(guide)
    draft.lead = ""
    draft.save_revision(user=cast.dana, clean=False)
    with pytest.raises(ValidationError):
        Submission.send(fresh(guide), by=cast.dana)
    answer = cast.enter(cast.dana).post(PAGE.format(guide.pk) + "sending/", {"note": "x"})
    assert answer.status_code == 422
    assert "In two sentences" in answer.content.decode()
    assert not Submission.objects.exists()
    sent = form_of(guide, lead="", **{"action-approval": "1"})
    assert cast.enter(cast.dana).post(f"{GUIDES}edit/{guide.pk}/", sent).status_code == 200


def test_the_page_shows_words_changes_sources_and_how_it_reads(cast, people, guide):
    Submission.send(guide, by=cast.dana, note="Am întrebat primăria")
    page = cast.enter(people["orhei"]).get(PAGE.format(guide.pk)).content.decode()
    assert "Am întrebat primăria" in page
    assert re.search(r"<ins>\s*mare\s*</ins>", page)
    assert "Your decision" in page
    assert "Cum se cere." in page.partition('class="as-read')[2]
    assert "No source is named" in page
    assert cast.enter(people["orhei"]).get("/manage/texts/").content.decode().count("Piața din Orhei") == 1


def test_an_editor_of_the_region_shows_it_to_readers(cast, people, guide):
    Submission.send(guide, by=cast.dana)
    client = cast.enter(people["orhei"])
    edition = edition_on(client.get(PAGE.format(guide.pk)).content.decode())
    answer = client.post(PAGE.format(guide.pk) + "publication/", {"edition": edition})
    assert answer.status_code == 302
    shown = fresh(guide)
    assert (shown.title, shown.live, shown.has_unpublished_changes) == ("Piața mare din Orhei", True, False)
    one = Submission.objects.get()
    assert (one.outcome, one.closed_by) == ("published", people["orhei"])
    assert Notice.objects.get(kind="translation.published").member == cast.dana
    record = Record.objects.get(verb="translation.text_approved")
    assert (record.actor_number, record.place_path) == (people["orhei"].pk, shown.place.path)


def test_a_new_text_goes_on_the_pages_for_the_first_time(cast, people):
    sent = form_of(make_guide(cast, place=cast.places["MD-OR"]), slug="", title="Târgul de sâmbătă",
                   place=cast.places["MD-OR"].pk, **{"action-approval": "1"})  # fmt: skip
    assert cast.enter(cast.dana).post(f"{GUIDES}add/", sent).status_code == 302
    new = Guide.objects.get(slug="targul-de-sambata")
    assert not new.live
    Submission.objects.get().publish(new, by=people["orhei"], edition=Submission.objects.get().edition(new))
    assert fresh(new).live


@pytest.mark.parametrize("how", ["written over", "taken back", "decided", "live changed"])
def test_nothing_is_approved_that_was_not_seen(cast, people, guide, how):
    Submission.send(guide, by=cast.dana)
    client, address = cast.enter(people["orhei"]), PAGE.format(guide.pk)
    edition = edition_on(client.get(address).content.decode())
    one = Submission.objects.get()
    if how == "written over":  # as typing on in an open editor does
        draft = one.revision.as_object()
        draft.title = "Altceva"
        draft.save_revision(user=cast.dana, overwrite_revision=fresh(guide).latest_revision)
    elif how == "taken back":
        one.take_back(guide, by=cast.dana)
    elif how == "decided":
        one.send_back(guide, by=people["centre"], edition=one.edition(fresh(guide)), words="Nu încă")
    else:
        guide.live_revision = None
        Guide.objects.filter(pk=guide.pk).update(last_published_at=timezone.now(), title="Corectat")
    answer = client.post(address + "publication/", {"edition": edition})
    assert answer.status_code == 409
    assert "Look once more" in answer.content.decode()
    assert "mare" not in fresh(guide).title
    answer = client.post(address + "return/", {"edition": edition, "words": "Mai scurt"})
    assert answer.status_code == 409


def test_what_the_writer_adds_later_stays_a_draft(cast, people, guide):
    Submission.send(guide, by=cast.dana)
    later = fresh(guide).latest_revision.as_object()
    later.title = "Încă ceva"
    later.save_revision(user=cast.dana)
    client = cast.enter(people["orhei"])
    page = client.get(PAGE.format(guide.pk)).content.decode()
    assert "later changes stay a draft" in page
    client.post(PAGE.format(guide.pk) + "publication/", {"edition": edition_on(page)})
    shown = fresh(guide)
    assert shown.title == "Piața mare din Orhei"
    assert shown.has_unpublished_changes
    assert shown.get_latest_revision_as_object().title == "Încă ceva"


def test_nobody_approves_what_they_wrote_or_sent(cast, people, guide):
    editor = people["orhei"]
    mine = fresh(guide).latest_revision.as_object()
    mine.title = "De mâna mea"
    mine.save_revision(user=editor)
    one = Submission.send(fresh(guide), by=editor)
    client = cast.enter(editor)
    page = client.get(PAGE.format(guide.pk)).content.decode()
    assert "somebody else approves it" in page
    assert "Your decision" not in page
    answer = client.post(PAGE.format(guide.pk) + "publication/", {"edition": one.edition(fresh(guide))})
    assert answer.status_code == 302
    assert fresh(guide).title == "Piața din Orhei"
    with pytest.raises(PermissionDenied):
        one.publish(guide, by=editor, edition=one.edition(fresh(guide)))
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.update(outcome="published", closed_by=editor, closed_at=timezone.now())
    client.post(PAGE.format(guide.pk) + "taking-back/")
    assert Submission.objects.get().outcome == "taken_back"


def test_it_comes_back_with_words(cast, people, guide):
    Submission.send(guide, by=cast.dana)
    client, address = cast.enter(people["orhei"]), PAGE.format(guide.pk)
    edition = edition_on(client.get(address).content.decode())
    assert client.post(address + "return/", {"edition": edition, "words": " "}).status_code == 422
    assert client.post(address + "return/", {"edition": edition, "words": "Lipsește ora"}).status_code == 302
    notice = Notice.objects.get(kind="translation.returned")
    assert (notice.member, notice.words["words"]) == (cast.dana, "Lipsește ora")
    mine = cast.enter(cast.dana).get("/manage/texts/?show=mine").content.decode()
    assert "Lipsește ora" in mine
    assert "Sent back to you" in cast.enter(cast.dana).get("/manage/").content.decode()
    again = cast.enter(cast.dana).post(address + "sending/", {"note": "Am pus ora"})
    assert again.status_code == 302
    assert Submission.objects.filter(closed_at=None).get().note == "Am pus ora"


def test_a_second_sending_takes_the_place_of_the_first(cast, people, guide):
    first, second = (Submission.send(fresh(guide), by=cast.dana) for _time in range(2))
    first.refresh_from_db()
    assert (first.outcome, second.outcome) == ("overtaken", "")
    with pytest.raises(MovedOn):
        first.publish(guide, by=people["orhei"], edition=first.edition(fresh(guide)))


def test_publishing_in_the_editor_overtakes_what_waits(cast, people, guide):
    Submission.send(guide, by=cast.dana)
    sent = form_of(guide, title="Pe loc", **{"action-publish": "1"})
    assert cast.enter(people["orhei"]).post(f"{GUIDES}edit/{guide.pk}/", sent).status_code == 302
    assert fresh(guide).title == "Piața din Orhei", "an editor of a region needs a second reader"
    assert "action-publish" not in cast.enter(people["orhei"]).get(f"{GUIDES}edit/{guide.pk}/").content.decode()
    assert cast.enter(people["centre"]).post(f"{GUIDES}edit/{guide.pk}/", sent).status_code == 302
    assert fresh(guide).title == "Pe loc"
    assert Submission.objects.get().outcome == "overtaken"


def test_a_day_by_the_clock_of_the_place(cast, people, guide):
    Submission.send(guide, by=cast.dana)
    client, address = cast.enter(people["orhei"]), PAGE.format(guide.pk)
    edition = edition_on(client.get(address).content.decode())
    day = timezone.localdate() + timedelta(days=5)
    sent = {"edition": edition, "when": "day", "day": day.isoformat(), "hour": "09:00"}
    assert client.post(address + "publication/", sent | {"day": "2020-01-01"}).status_code == 422
    assert client.post(address + "publication/", sent | {"day": "mâine"}).status_code == 422
    assert client.post(address + "publication/", sent).status_code == 302
    revision = fresh(guide).scheduled_revision
    assert revision.approved_go_live_at == datetime(day.year, day.month, day.day, 9, tzinfo=ZoneInfo("Europe/Chisinau"))
    assert fresh(guide).title == "Piața din Orhei"
    assert Submission.objects.get().outcome == "planned"
    assert "Piața din Orhei" in client.get("/manage/texts/?show=days").content.decode()
    assert "9:00" in client.get(address).content.decode()


TABLE = """
                              nobody amina bilal chidi dana esi orhei soroca centre
write a text of Orhei              .     .     .     .    x   x     x      .      x
publish a text of Orhei            .     .     .     .    .   x     x      .      x
approve what Dana sent             .     .     .     .    .   x     x      .      x
approve what Orhei's editor sent   .     .     .     .    .   x     .      .      x
approve a move to Soroca           .     .     .     .    .   x     .      .      x
open the page                      .     .     .     .    x   x     x      .      x
"""


def test_who_may_do_what_is_a_table(cast, people, guide):
    head, *lines = [line for line in TABLE.splitlines() if line.strip()]
    told = {line[:33].strip(): dict(zip(head.split(), line[33:].split(), strict=True)) for line in lines}
    by_dana = Submission.send(fresh(guide), by=cast.dana)
    by_editor = Submission(kind=guide.kind, number=guide.pk, revision=by_dana.revision, by=people["orhei"],
                           place_path=guide.place.path)  # fmt: skip
    moved = by_dana.revision.as_object()
    moved.place = cast.places["MD-SO"]
    away = Submission(kind=guide.kind, number=guide.pk, revision=moved.save_revision(user=cast.dana), by=cast.dana,
                      place_path=guide.place.path)  # fmt: skip
    asked = {
        "write a text of Orhei": lambda user: may_write_text(user, guide),
        "publish a text of Orhei": lambda user: may_publish_text(user, guide),
        "approve what Dana sent": lambda user: may_approve(user, by_dana),
        "approve what Orhei's editor sent": lambda user: may_approve(user, by_editor),
        "approve a move to Soroca": lambda user: may_approve(user, away),
        "open the page": lambda user: cast.enter(user).get(PAGE.format(guide.pk)).status_code == 200,
    }
    for verb, answers in told.items():
        for name, cell in answers.items():
            assert asked[verb](people[name]) is (cell == "x"), f"{verb}: {name}"


def test_every_page_about_a_text_is_not_there_for_others(cast, people, guide):
    one = Submission.send(guide, by=cast.dana)
    steps = (
        "", "sending/", "taking-back/", "publication/", "return/", "unplanning/", "ending/", "versions/", "checked/",
        f"versions/{one.revision_id}/restoring/", "unchecked/", "keeper/", "pictures/", "pictures/1/",
    )  # fmt: skip
    for name in ("amina", "bilal", "chidi", "soroca"):
        client = cast.enter(people[name])
        for step in steps:
            assert client.get(PAGE.format(guide.pk) + step).status_code in (404, 405), (name, step)
            assert client.post(PAGE.format(guide.pk) + step).status_code in (404, 405), (name, step)
    for address in ("services.nothing/1/", "members.member/1/", "services.guide/99999999/"):
        assert cast.enter(cast.esi).get(f"/manage/texts/{address}").status_code == 404
    for step in ("ending/", "unplanning/"):
        assert cast.enter(cast.dana).post(PAGE.format(guide.pk) + step).status_code == 404
