"""What an editor of one region finds, changes and publishes in Wagtail's editor: only texts below their place."""

from uuid import uuid4

import pytest
from django.db import connection
from wagtail.models import Revision
from wagtail.permissions import policy_registry

from rootbridge.base.audit.models import Record
from rootbridge.base.core import versions
from rootbridge.bridges.search.models import Entry
from rootbridge.shared.translation.editorial.permissions import may_approve
from rootbridge.shared.translation.models import Submission
from rootbridge.subjects.services.models import Guide
from tests.cast import give_role, make_member
from tests.translation.factories import locale, make_answer, make_guide

GUIDES = "/manage/content/snippets/services/guide/"


@pytest.fixture
def texts(cast):
    """One text of Orhei, one of Soroca, one of the whole country, each with a draft in its history."""
    found = {
        "ours": make_guide(cast, slug="ours", title="Piața din Orhei", place=cast.places["MD-OR-peresecina"]),
        "theirs": make_guide(cast, slug="theirs", title="Cetatea Sorocii", place=cast.places["MD-SO"]),
        "national": make_guide(cast, slug="national", title="Pașaport nou"),
    }
    for guide in found.values():
        guide.save_revision(user=cast.esi)
    return found


@pytest.fixture
def editor(cast):
    """An editor of the region of Orhei."""
    member = make_member("Elena Editor")
    give_role(member, "editor", place=cast.places["MD-OR"])
    return member


def form_of(guide, **changed):
    """What the form of a guide sends."""
    steps = {"steps-count": "0"}
    sent = {
        "title": guide.title, "lead": guide.lead, "notice_title": "", "notice": "", "who": "", "papers": "Passport",
        "cost": "", "time_needed": "", "related": "", "topic": guide.topic, "stages": ["abroad"], "residence": "IT",
        "synonyms": "piață", "office": guide.office_id, "place": guide.place_id, "checked_on": "2026-11-01",
        "review_days": "92", "sources": "Law 1 | https://www.legis.md/", "original": "ro", "slug": guide.slug,
    }  # fmt: skip
    return sent | steps | changed


def pages_of(guide):
    """Every page of the editor about one text."""
    revision = Revision.objects.for_instance(guide).first().pk
    one = guide.pk
    return [
        f"{GUIDES}edit/{one}/", f"{GUIDES}delete/{one}/", f"{GUIDES}usage/{one}/", f"{GUIDES}history/{one}/",
        f"{GUIDES}history-results/{one}/", f"{GUIDES}preview/{one}/", f"{GUIDES}unpublish/{one}/",
        f"{GUIDES}history/{one}/revisions/{revision}/view/", f"{GUIDES}history/{one}/revisions/{revision}/revert/",
        f"{GUIDES}history/{one}/revisions/compare/earliest...live/",
        f"{GUIDES}history/{one}/revisions/{revision}/unschedule/",
        f"/manage/content/translation/submit/snippet/services/guide/{one}/",
    ]  # fmt: skip


def test_the_list_holds_ones_own_texts(cast, texts, editor):
    for address in (GUIDES, GUIDES + "results/", GUIDES + "?q=a", GUIDES + "?topic=pension"):
        page = cast.enter(editor).get(address).content.decode()
        assert "Cetatea Sorocii" not in page, address
        assert "Pașaport nou" not in page, address
    assert "Piața din Orhei" in cast.enter(editor).get(GUIDES).content.decode()
    assert cast.enter(cast.esi).get(GUIDES).content.decode().count("/edit/") >= 3


@pytest.mark.parametrize("text", ["theirs", "national"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_texts_of_elsewhere_do_not_exist(cast, texts, editor, text, method):
    guide = texts[text]
    for person in (editor, cast.dana):
        client = cast.enter(person)
        for address in pages_of(guide):
            assert getattr(client, method)(address).status_code == 404, address
    ping = f"/manage/content/editing-sessions/ping/services/guide/{guide.pk}/1/"
    assert cast.enter(editor).post(ping).status_code == 404
    assert Guide.objects.get(pk=guide.pk).live


def test_a_revision_of_elsewhere_is_not_reached_through_ones_own_text(cast, texts, editor):
    foreign = Revision.objects.for_instance(texts["theirs"]).first().pk
    one = texts["ours"].pk
    for address in (f"history/{one}/revisions/{foreign}/view/", f"history/{one}/revisions/{foreign}/revert/",
                    f"history/{one}/revisions/compare/{foreign}...live/"):  # fmt: skip
        assert cast.enter(editor).get(GUIDES + address).status_code == 404, address


def test_every_page_of_ones_own_text_opens(cast, texts, editor):
    client = cast.enter(editor)
    for address in pages_of(texts["ours"]):
        assert client.get(address).status_code == (302 if "delete/" in address else 200), address


def test_a_local_representative_does_not_undo_what_a_publisher_planned(cast, texts):
    both = make_member("Two Hats")
    give_role(both, "local_representative", place=cast.places["MD-OR"])
    give_role(both, "editor", place=cast.places["MD-SO"])
    addresses = [address for address in pages_of(texts["ours"]) if "unschedule/" in address or "unpublish/" in address]
    for person in (cast.dana, both):
        for address in addresses:
            assert cast.enter(person).post(address).status_code == 302, address
    assert Guide.objects.get(pk=texts["ours"].pk).live


def test_an_editor_of_everywhere_changes_and_publishes(cast, texts, django_capture_on_commit_callbacks):
    guide, before, editor = texts["ours"], versions.number(), make_member("Cora Centre")
    give_role(editor, "editor", is_everywhere=True)
    connection.run_on_commit.clear()
    sent = form_of(guide, title="Piața mare", **{"action-publish": "1"})
    with django_capture_on_commit_callbacks(execute=True):
        answer = cast.enter(editor).post(f"{GUIDES}edit/{guide.pk}/", sent)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    fresh = Guide.objects.get(pk=guide.pk)
    assert (fresh.title, fresh.residence, fresh.papers, fresh.synonyms) == (
        "Piața mare",
        ["IT"],
        ["Passport"],
        ["piață"],
    )
    assert fresh.sources == [{"title": "Law 1", "url": "https://www.legis.md/"}]
    assert fresh.slug == "ours"
    assert versions.number() > before
    assert Entry.objects.get(object_id=guide.pk, kind="services.guide").title == "Piața mare"
    record = Record.objects.get(verb="translation.text_published")
    assert (record.actor_number, record.target_id, record.place_path) == (editor.pk, guide.pk, fresh.place.path)


def test_a_local_representative_drafts_and_does_not_publish(cast, texts):
    guide, client = texts["ours"], cast.enter(cast.dana)
    page = client.get(f"{GUIDES}edit/{guide.pk}/").content.decode()
    assert "action-publish" not in page
    client.post(f"{GUIDES}edit/{guide.pk}/", form_of(guide, title="Schiță"))
    fresh = Guide.objects.get(pk=guide.pk)
    assert fresh.title == "Piața din Orhei"
    assert fresh.has_unpublished_changes
    assert fresh.get_latest_revision_as_object().title == "Schiță"
    client.post(f"{GUIDES}edit/{guide.pk}/", form_of(guide, title="Direct", **{"action-publish": "1"}))
    assert Guide.objects.get(pk=guide.pk).title == "Piața din Orhei"
    assert client.post(f"{GUIDES}unpublish/{guide.pk}/").status_code == 302
    assert Guide.objects.get(pk=guide.pk).live


def test_a_text_cannot_be_moved_out_of_or_into_another_region(cast, texts, editor):
    guide, client = texts["ours"], cast.enter(editor)
    for place in (cast.places["MD-SO"], cast.places["MD"]):
        answer = client.post(f"{GUIDES}edit/{guide.pk}/", form_of(guide, place=place.pk, **{"action-publish": "1"}))
        assert answer.status_code == 200
        assert Guide.objects.get(pk=guide.pk).place == cast.places["MD-OR-peresecina"]
    sent = form_of(guide, slug="new-one", title="Nouă", place=cast.places["MD-SO"].pk)
    client.post(f"{GUIDES}add/", sent)
    assert not Guide.objects.filter(slug="new-one").exists()


def test_a_new_text_begins_as_a_draft_or_is_published_by_who_may(cast, texts):
    sent = form_of(texts["ours"], slug="new-one", title="Nouă", place=cast.places["MD-OR"].pk)
    cast.enter(cast.dana).post(f"{GUIDES}add/", sent)
    assert not Guide.objects.get(slug="new-one").live
    cast.enter(cast.esi).post(f"{GUIDES}add/", sent | {"slug": "another", "action-publish": "1"})
    assert Guide.objects.get(slug="another").live
    assert Record.objects.filter(verb="translation.text_written").count() == 2


def test_who_publishes_elsewhere_only_drafts_here(cast, texts):
    """Somebody with two roles does not carry the right of one region into the other."""
    both = make_member("Two Hats")
    give_role(both, "local_representative", place=cast.places["MD-OR"])
    give_role(both, "editor", place=cast.places["MD-SO"])
    guide = texts["ours"]
    cast.enter(both).post(f"{GUIDES}edit/{guide.pk}/", form_of(guide, title="Direct", **{"action-publish": "1"}))
    assert Guide.objects.get(pk=guide.pk).title == "Piața din Orhei"
    theirs = texts["theirs"]
    ours, theirs = (Submission.send(text, by=cast.esi) for text in (guide, theirs))
    assert (may_approve(both, ours), may_approve(both, theirs)) == (False, True)


def test_an_address_once_given_stays(cast, texts, editor):
    guide = texts["ours"]
    cast.enter(editor).post(f"{GUIDES}edit/{guide.pk}/", form_of(guide, slug="moved", **{"action-publish": "1"}))
    assert Guide.objects.get(pk=guide.pk).slug == "ours"
    cast.enter(editor).post(f"{GUIDES}add/", form_of(guide, slug="chat", place=cast.places["MD-OR"].pk))
    assert not Guide.objects.filter(slug="chat").exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [("sources", "no address here"), ("sources", "Evil | javascript:alert(1)"), ("residence", "Italy"), ("stages", []),
     ("synonyms", "x" * 90), ("checked_on", "2026-02-30"), ("title", ""), ("review_days", "-1"), ("place", "")],
)  # fmt: skip
def test_what_is_wrong_is_said_in_the_form(cast, texts, editor, field, value):
    guide = texts["ours"]
    answer = cast.enter(editor).post(
        f"{GUIDES}edit/{guide.pk}/", form_of(guide, **{field: value, "action-approval": "1"})
    )
    assert answer.status_code == 200
    assert Guide.objects.get(pk=guide.pk).papers == []


def test_a_form_that_lost_its_fields_is_refused(cast, texts, editor):
    sent = cast.enter(editor).post(f"{GUIDES}edit/{texts['ours'].pk}/", {"is_editing": "\x00"})
    assert sent.status_code == 400


def test_a_translation_begins_as_a_draft_with_the_same_address(cast, texts, editor):
    guide = texts["ours"]
    russian = locale("ru")
    cast.enter(editor).post(
        f"/manage/content/translation/submit/snippet/services/guide/{guide.pk}/", {"locales": [russian.pk]}
    )
    copy = Guide.objects.get(translation_key=guide.translation_key, locale=russian)
    assert not copy.live
    assert copy.slug == guide.slug
    assert cast.enter(editor).get(f"{GUIDES}edit/{copy.pk}/").status_code == 200


def test_the_preview_shows_the_page(cast, texts, editor):
    guide = texts["ours"]
    answer = cast.enter(editor).post(f"{GUIDES}preview/{guide.pk}/", form_of(guide, title="Cum va arăta"))
    assert answer.json()["is_valid"], answer.content
    page = cast.enter(editor)
    page.post(f"{GUIDES}preview/{guide.pk}/", form_of(guide, title="Cum va arăta"))
    shown = page.get(f"{GUIDES}preview/{guide.pk}/?mode=")
    assert shown.status_code == 200
    assert "Cum va arăta" in shown.content.decode()


def test_deleting_is_for_administrators_of_everywhere(cast, texts, editor):
    guide = texts["ours"]
    cast.enter(editor).post(f"{GUIDES}delete/{guide.pk}/")
    assert Guide.objects.filter(pk=guide.pk).exists()
    cast.enter(cast.esi).post(f"{GUIDES}delete/{guide.pk}/")
    assert not Guide.objects.filter(pk=guide.pk).exists()
    assert not Entry.objects.filter(kind="services.guide", object_id=guide.pk).exists()
    assert Record.objects.filter(verb="translation.text_deleted").exists()


@pytest.mark.parametrize("action", ["add", "change", "view", "publish", "delete"])
def test_the_policy_is_a_table(cast, texts, editor, action):
    answer = make_answer(cast, slug="ours", place=cast.places["MD-OR"])
    policy = policy_registry.get_by_type(type(answer))
    may = {
        "esi": {"add", "change", "view", "publish", "delete"},
        "dana": {"add", "change", "view"},
        "editor": {"add", "change", "view", "publish"},
    }
    for name, person in (cast.everybody | {"editor": editor}).items():
        allowed = action in may.get(name, set())
        assert policy.user_has_permission_for_instance(person, action, answer) is allowed, name
        assert policy.user_has_permission(person, action) is allowed, name
        found = policy.instances_user_has_permission_for(person, action)
        assert (answer in found) is allowed, name
    there = policy.users_with_permission(action)
    assert {person.get_short_name() for person in there} == {
        cast.everybody.get(name, editor).get_short_name() for name in may if action in may[name]
    }


def test_edits_of_a_draft_are_told_once_an_hour(cast, texts, editor):
    guide, client = texts["ours"], cast.enter(editor)
    for title in ("Unu", "Doi", "Trei"):
        client.post(f"{GUIDES}edit/{guide.pk}/", form_of(guide, title=title))
    assert Record.objects.filter(verb="translation.text_changed", actor_number=editor.pk).count() == 1


def test_another_language_of_the_same_text_is_reached_too(cast, texts, editor):
    key = uuid4()
    row = make_guide(cast, "ro", key=key, slug="two", place=cast.places["MD-OR"])
    make_guide(cast, "ru", key=key, slug="two", place=cast.places["MD-OR"])
    page = cast.enter(editor).get(f"{GUIDES}edit/{row.pk}/").content.decode()
    assert "Русский" in page
