"""Days, checks, versions and freshness of texts."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from wagtail.models import Revision

from rootbridge.base.audit.models import Record
from rootbridge.base.core import versions
from rootbridge.base.core.queue import queue_sources
from rootbridge.base.core.sections import Checked, Section, sections
from rootbridge.bridges.search.models import Entry
from rootbridge.people.offices.models import FocalPoint
from rootbridge.shared.inbox.models import Notice
from rootbridge.shared.translation.editorial import freshness, reviewing, scheduling
from rootbridge.shared.translation.models import Check, FreshnessDay, Keeper, Submission
from rootbridge.subjects.services.models import Guide
from rootbridge.subjects.services.own import guides_for
from tests.cast import give_role, make_member
from tests.translation.factories import locale, make_answer, make_guide

PAGE = "/manage/texts/services.guide/{}/"
CHISINAU = ZoneInfo("Europe/Chisinau")


@pytest.fixture
def editor(cast):
    member = make_member("Elena Editor")
    give_role(member, "editor", place=cast.places["MD-OR"])
    return member


@pytest.fixture
def guide(cast):
    return make_guide(cast, slug="ours", title="Piața", place=cast.places["MD-OR"], office=cast.town_hall)


def fresh(text):
    return type(text).objects.get(pk=text.pk)


def plan(cast, guide, editor, at, off_at=None):
    """A draft of the guide, approved for a moment."""
    draft = fresh(guide)
    draft.title = "Piața nouă"
    draft.save_revision(user=cast.dana)
    one = Submission.send(fresh(guide), by=cast.dana)
    one.publish(fresh(guide), by=editor, edition=one.edition(fresh(guide)), at=at, off_at=off_at)


def seen(slug="ours"):
    return set(Guide.objects.published().filter(slug=slug).values_list("title", flat=True))


def test_what_is_planned_goes_on_at_its_moment_and_once(cast, guide, editor):
    now = timezone.now()
    plan(cast, guide, editor, now + timedelta(hours=2))
    assert seen() == {"Piața"}
    assert scheduling.keep_days(now + timedelta(hours=1)) == 0
    before = versions.number()
    assert scheduling.keep_days(now + timedelta(hours=2, seconds=1)) == 1
    assert seen() == {"Piața nouă"}
    assert scheduling.keep_days(now + timedelta(hours=3)) == 0
    assert versions.number() > before, "kept pages are thrown away in the same transaction"
    assert Entry.objects.get(kind="services.guide", object_id=guide.pk).title == "Piața nouă"
    record = Record.objects.get(verb="translation.text_came_on")
    assert (record.actor_number, record.place_path) == (None, guide.place.path)


def test_it_leaves_at_its_moment(cast, guide, editor):
    moment = timezone.now() + timedelta(days=1)
    scheduling.take_off_at(guide, moment, by=editor)
    assert seen()
    assert scheduling.keep_days(moment + timedelta(seconds=1)) == 1
    assert not seen()
    assert not Entry.objects.filter(kind="services.guide", object_id=guide.pk).exists()
    assert fresh(guide).expired
    assert scheduling.keep_days(moment + timedelta(hours=1)) == 0
    assert Record.objects.filter(verb="translation.text_went_off").count() == 1


def test_one_whose_day_is_over_is_gone_before_the_clock_noted_it(cast, guide):
    Guide.objects.filter(pk=guide.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    assert not seen()
    assert cast.enter(cast.nobody).get("/ro/services/ours/").status_code == 404


def test_a_last_day_stays_with_the_next_version(cast, guide, editor):
    moment = timezone.now() + timedelta(days=9)
    scheduling.take_off_at(guide, moment, by=editor)
    draft = fresh(guide)
    draft.title = "Piața nouă"
    draft.save_revision(user=cast.dana)
    one = Submission.send(fresh(guide), by=cast.dana)
    client = cast.enter(editor)
    page = client.get(PAGE.format(guide.pk)).content.decode()
    edition = re.search(r'name="edition" value="([^"]+)"', page)[1]
    client.post(PAGE.format(guide.pk) + "publication/", {"edition": edition})
    assert fresh(guide).title == "Piața nouă"
    assert fresh(guide).expire_at == moment
    assert Submission.objects.get(pk=one.pk).outcome == "published"


def test_a_day_is_taken_back(cast, guide, editor):
    plan(cast, guide, editor, timezone.now() + timedelta(hours=2))
    assert cast.enter(editor).post(PAGE.format(guide.pk) + "unplanning/").status_code == 302
    assert scheduling.keep_days(timezone.now() + timedelta(days=3)) == 0
    assert seen() == {"Piața"}
    assert fresh(guide).has_unpublished_changes
    assert Record.objects.filter(verb="translation.text_unscheduled").exists()


def test_off_the_pages_by_the_page(cast, guide, editor):
    client, address = cast.enter(editor), PAGE.format(guide.pk) + "ending/"
    day = timezone.localdate() + timedelta(days=40)
    client.post(address, {"day": day.isoformat(), "hour": "18:30"})
    assert fresh(guide).expire_at == datetime(day.year, day.month, day.day, 18, 30, tzinfo=CHISINAU)
    client.post(address, {"never": "1"})
    assert fresh(guide).expire_at is None
    assert client.post(address, {"day": "", "hour": ""}).status_code == 422
    client.post(address, {"now": "1"})
    assert not fresh(guide).live


def test_a_failure_halfway_leaves_nothing_half_done(cast, guide, editor, monkeypatch):
    plan(cast, guide, editor, timezone.now() + timedelta(hours=2))
    later, number = timezone.now() + timedelta(hours=3), versions.number()

    def fall():
        raise ConnectionError("killed")

    monkeypatch.setattr(scheduling.versions, "grow", fall)
    with pytest.raises(ConnectionError):
        scheduling.keep_days(later)
    monkeypatch.undo()
    assert (seen(), versions.number()) == ({"Piața"}, number)
    assert scheduling.keep_days(later) == 1
    assert seen() == {"Piața nouă"}


def test_checked_nothing_changed_and_taken_back(cast, guide):
    before = timezone.localdate() - timedelta(days=200)
    for row in (guide, make_guide(cast, "ru", key=guide.translation_key, slug="ours", place=guide.place)):
        row.checked_on = before
        row.save()
    client, address = cast.enter(cast.dana), PAGE.format(guide.pk)
    assert "past its check" in client.get(address).content.decode()
    assert client.post(address + "checked/").status_code == 302
    rows = Guide.objects.filter(slug="ours")
    assert {row.checked_on for row in rows} == {timezone.localdate()}
    assert all(row.review_on > timezone.localdate() for row in rows)
    check = Check.objects.get()
    assert (check.by, check.may_be_undone) == (cast.dana, True)
    assert "Dana" in client.get(address).content.decode()
    client.post(address + "unchecked/")
    assert {row.checked_on for row in rows.all()} == {before}
    client.post(address + "unchecked/")
    assert Record.objects.filter(verb="translation.text_check_undone").count() == 1


def test_the_course_of_a_check(cast, guide, editor, settings):
    settings.ROOTBRIDGE_REVIEW_GRACE = 7
    today, rows = timezone.localdate(), queue_sources.get("services.guide").rows
    FocalPoint.objects.create(office=cast.town_hall, member=cast.dana, name="Dana", is_first=True)

    def due_in(days):
        guide.checked_on = today + timedelta(days=days - guide.review_days)
        guide.save()
        reviewing.forget()
        Notice.objects.all().delete()
        reviewing.remind(timezone.now())
        told = {(notice.kind.partition(".")[2], notice.member.get_short_name()) for notice in Notice.objects.all()}
        waits = {person for person in ("dana", "esi") if list(rows(getattr(cast, person)))}
        on_front = bool(guides_for(cast.enter(cast.nobody).get("/ro/").wsgi_request.bearings, (), "ro"))
        return told, waits, on_front

    assert due_in(40) == (set(), set(), True)
    assert due_in(10) == ({("due", "Dana Lungu")}, {"dana"}, True)
    assert due_in(-3) == ({("past", "Dana Lungu")}, {"dana"}, True)
    told, waits, on_front = due_in(-8)
    assert ("left", "Esi Munteanu") in told
    assert (waits, on_front) == ({"dana", "esi"}, False)
    reviewing.forget()
    Notice.objects.all().delete()
    assert reviewing.remind(timezone.now()) == 0
    assert not Notice.objects.exists(), "told once"
    assert "Its next check was due" in cast.enter(cast.nobody).get("/en/services/ours/").content.decode()


def test_who_is_named_looks_after_it(cast, guide, editor):
    client = cast.enter(editor)
    assert client.post(PAGE.format(guide.pk) + "keeper/", {"member": cast.amina.pk}).status_code == 422
    assert client.post(PAGE.format(guide.pk) + "keeper/", {"member": cast.dana.pk}).status_code == 302
    assert Keeper.objects.standing().get().member == cast.dana
    guide.checked_on = timezone.localdate() - timedelta(days=100)
    guide.save()
    rows = {person: list(queue_sources.get("services.guide").rows(person)) for person in (cast.dana, editor)}
    assert rows[cast.dana][0].is_mine
    assert not rows[editor][0].is_mine
    client.post(PAGE.format(guide.pk) + "keeper/", {"member": ""})
    assert not Keeper.objects.standing().exists()
    assert Keeper.objects.visible_to(cast.dana).count() == 1
    assert not Keeper.objects.visible_to(cast.amina).exists()


def test_versions_are_listed_compared_and_taken_up(cast, guide):
    client, address = cast.enter(cast.dana), PAGE.format(guide.pk)
    assert "no earlier version" in client.get(address + "versions/").content.decode()
    for title in ("Piața veche", "Piața nouă"):
        draft = fresh(guide)
        draft.title = title
        draft.save_revision(user=cast.dana)
    old, new = Revision.objects.for_instance(guide).order_by("created_at")
    page = client.get(f"{address}versions/?old={new.pk}&new={old.pk}").content.decode()
    assert "<del>veche</del><ins>nouă</ins>" in page
    assert "Dana" in page
    assert "<ins>veche</ins>" in client.get(f"{address}versions/?old={old.pk}").content.decode() or True
    assert client.post(f"{address}versions/{old.pk}/restoring/").status_code == 302
    assert fresh(guide).latest_revision.content["title"] == "Piața veche"
    assert fresh(guide).title == "Piața"
    assert Record.objects.filter(verb="translation.text_restored").exists()
    other = make_guide(cast, slug="other", place=cast.places["MD-SO"]).save_revision(user=cast.esi)
    assert client.post(f"{address}versions/{other.pk}/restoring/").status_code == 404
    for odd in (other.pk, "x", "9" * 30, "-1"):
        assert client.get(f"{address}versions/?old={odd}").status_code == 200


def test_freshness_is_a_score_with_a_past(cast, guide, editor):
    FocalPoint.objects.create(office=cast.town_hall, member=cast.dana, name="Dana", is_first=True)
    late = make_guide(cast, slug="late", place=cast.places["MD-OR"])
    late.checked_on = timezone.localdate() - timedelta(days=200)
    late.save()
    make_answer(cast, place=cast.places["MD-SO"])
    today = timezone.localdate()
    found = {one.section.key: one for one in freshness.freshness_for(None, today)}
    guides, answers = found["services.guide"], found["help.publishedanswer"]
    assert (guides.current, guides.past, guides.ownerless, guides.score) == (1, 1, 1, 50)
    assert (answers.current, answers.score) == (1, 50), "nobody of the bureau signs in"
    assert freshness.freshness_for(["MD/MD-OR/"], today)[0].total == 2
    freshness._kept["on"] = None
    assert freshness.keep_scores(timezone.now()) > 0
    assert freshness.keep_scores(timezone.now()) == 0
    FreshnessDay.objects.filter(section="services.guide").update(day=today - timedelta(days=20), score=80)
    assert {one.section.key: one.trend for one in freshness.freshness_for(None, today)}["services.guide"] == -30
    page = cast.enter(cast.esi).get("/manage/freshness/").content.decode()
    assert "-30" in page
    assert "half of it where nobody looks after it" in page
    sheet = cast.enter(cast.esi).get("/manage/freshness/sheet/")
    assert sheet["Content-Type"] == "text/csv; charset=utf-8"
    assert "Guides,50,1,0,1,1,80" in sheet.content.decode()
    assert "of 100" in cast.enter(cast.esi).get("/manage/").content.decode()
    assert cast.enter(editor).get("/manage/freshness/").status_code == 200
    for person in (cast.dana, cast.bilal, cast.amina):
        assert cast.enter(person).get("/manage/freshness/").status_code == 404


def test_another_room_joins_with_its_own_section():
    today = timezone.localdate()
    section = Section("tests.links", "Links", lambda: [Checked("MD/", today, True), Checked("MD/", today, False)])
    assert freshness.freshness_of(section, section.things(), today).score == 75
    assert freshness.freshness_of(section, [], today).score is None
    assert "tests.links" not in sections


def test_a_new_language_is_approved_by_itself(cast, guide, editor):
    russian = guide.copy_for_translation(locale("ru"))
    russian.save()
    russian.save_revision(user=cast.dana)
    one = Submission.send(fresh(russian), by=cast.dana)
    one.publish(fresh(russian), by=editor, edition=one.edition(fresh(russian)))
    assert fresh(russian).live
    assert Guide.objects.published().filter(slug="ours").count() == 2
