"""The clock of cases, who hears of what is late, prepared decisions, appeals to another person, races."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from rootbridge.base.core.queue import waiting_for
from rootbridge.shared.inbox.models import Notice
from rootbridge.shared.moderation.appealing import KIND
from rootbridge.shared.moderation.clock import colour, left_words, within
from rootbridge.shared.moderation.lateness import look_for_late
from rootbridge.shared.moderation.models import Appeal, Case, Decision, Hold, PreparedDecision, Report
from rootbridge.shared.moderation.permissions import may_decide_appeal, may_decide_case
from rootbridge.shared.moderation.prepared_forms import PreparedForm
from rootbridge.shared.moderation.registry import reportables
from rootbridge.shared.moderation.shipped import bring
from tests.cast import give_role, make_member
from tests.opportunities.factories import make_need

REASON = "It asks people for money to be given work."
CHISINAU = ZoneInfo("Europe/Chisinau")


@pytest.fixture
def need(cast):
    return make_need(cast, by=make_member("Writer One"))


def send(need, by=None, reason="fraud", **more):
    return Report.send(reportables.get("opportunities.need"), need, by=by, reason=reason, **more)[0].case


def moderator(cast, name="Mira Popa", **scope):
    return give_role(make_member(name), "moderator", **(scope or {"place": cast.places["MD-OR"]})).member


def test_the_clock_runs_in_hours_that_pass_though_the_wall_clock_jumps(cast, need):
    """In the night of 25 October 2026 the clocks of Chisinau go back an hour."""
    evening = datetime(2026, 10, 24, 20, 0, tzinfo=CHISINAU)
    case = send(need, cast.amina, now=evening)
    assert case.due_at.astimezone(CHISINAU) == datetime(2026, 10, 25, 19, 0, tzinfo=CHISINAU)
    assert (case.due_at - evening.astimezone(UTC)) == within("fraud") == timedelta(hours=24)
    spring = datetime(2026, 3, 28, 20, 0, tzinfo=CHISINAU)
    assert (spring.astimezone(UTC) + within("harm")).astimezone(CHISINAU).hour == 21


@pytest.mark.parametrize(("left", "words", "shade"), [
    (timedelta(hours=5, minutes=59), "due in 5 hours", "soon"), (timedelta(hours=24), "due in 24 hours", "fine"),
    (timedelta(hours=71), "due in 2 days", "fine"), (timedelta(minutes=12), "due in 12 minutes", "soon"),
    (timedelta(seconds=5), "due in 1 minute", "soon"), (-timedelta(hours=3, minutes=5), "3 hours late", "late"),
    (-timedelta(days=3), "3 days late", "late"),
])  # fmt: skip
def test_the_clock_is_said_in_words(left, words, shade):
    now = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    with translation.override("en"):
        assert left_words(now + left, now) == words
    assert colour(now + left, now) == shade


def test_what_is_graver_makes_it_due_sooner_and_nothing_makes_it_later(cast, need):
    begun = timezone.now()
    assert send(need, cast.amina, reason="other", now=begun).due_at == begun + timedelta(hours=72)
    case = send(need, cast.bilal, reason="harm", now=begun + timedelta(hours=1))
    assert (case.due_at, case.reason) == (begun + timedelta(hours=25), "harm")
    assert send(need, cast.chidi, reason="false", now=begun + timedelta(hours=2)).due_at == case.due_at
    assert Case.objects.count() == 1


def test_the_region_hears_once_of_what_is_late_and_a_day_later_the_centre(cast, need):
    case = send(need, cast.amina, now=timezone.now())
    assert look_for_late(case.due_at - timedelta(minutes=1)) == 0
    assert [look_for_late(case.due_at + timedelta(minutes=1)) for _time in range(2)] == [1, 0]
    told = Notice.objects.filter(kind="moderation.late")
    assert [notice.member for notice in told] == [cast.dana]
    assert told[0].url.endswith(f"/manage/reports/{case.pk}/")
    assert [look_for_late(case.due_at + timedelta(hours=25)) for _time in range(2)] == [1, 0]
    assert set(told.values_list("member__name", flat=True)) == {cast.dana.name, cast.esi.name}


def test_the_centre_hears_at_once_where_the_region_has_nobody(cast):
    lonely = make_need(cast, "Soroca", by=make_member("Writer One"), place=cast.places["MD-SO"])
    case = send(lonely, cast.amina)
    assert look_for_late(case.due_at + timedelta(minutes=1)) == 1
    assert [notice.member for notice in Notice.objects.filter(kind="moderation.late")] == [cast.esi]


def test_the_queue_is_sorted_by_the_clock_filtered_and_read_as_a_sheet(cast, need):
    other = make_need(cast, "Second need", by=make_member("Writer Two"))
    late = send(need, cast.amina, reason="false", now=timezone.now() - timedelta(hours=80))
    fresh = send(other, cast.bilal, reason="harm")
    client = cast.enter(cast.dana)
    page = client.get("/manage/reports/").text
    assert page.index(f"/manage/reports/{late.pk}/") < page.index(f"/manage/reports/{fresh.pk}/")
    assert "8 hours late" in page and "due in 23 hours" in page
    for query, shown in (("state=late", {late}), ("reason=harm", {fresh}), ("where=MD-OR", {late, fresh}),
                         ("kind=opportunities.need&since=3", {late}), ("where=nonsense&reason=x", {late, fresh}),
                         ("state=decided", set())):  # fmt: skip
        found = client.get(f"/manage/reports/?{query}").text
        assert {case for case in (late, fresh) if f"/manage/reports/{case.pk}/" in found} == shown, query
    sheet = client.get("/manage/reports/sheet.csv?state=late").content.decode()
    assert "opportunities.need" in sheet and len(sheet.splitlines()) == 2 and "Amina" not in sheet
    assert [row.due for row in waiting_for(cast.dana) if row.kind_words == "Report"] == [late.due_at, fresh.due_at]


def test_hidden_and_missing_are_the_same_bytes_for_who_decides_elsewhere(cast, need):
    case = send(need, cast.amina)
    soroca = moderator(cast, "Sorin Rusu", place=cast.places["MD-SO"])
    client = cast.enter(soroca)
    hidden, missing = (client.get(f"/manage/reports/{number}/") for number in (case.pk, 999_999))
    assert hidden.status_code == missing.status_code == 404
    assert hidden.text.replace(f"reports/{case.pk}/", "") == missing.text.replace("reports/999999/", "")
    assert client.post(f"/manage/reports/{case.pk}/", {"outcome": "kept", "reason": REASON}).status_code == 404
    assert need.title not in client.get("/manage/reports/").text + client.get("/manage/reports/sheet.csv").text


def test_what_was_said_in_private_and_what_has_no_place_is_not_for_representatives(cast, need):
    case = send(need, cast.amina)
    assert may_decide_case(cast.dana, case)
    Case.objects.filter(pk=case.pk).update(target_kind="community.post")
    case.refresh_from_db()
    assert not may_decide_case(cast.dana, case) and not Case.objects.received_by(cast.dana).exists()
    Case.objects.filter(pk=case.pk).update(target_kind="opportunities.need", place_path="")
    everywhere = moderator(cast, is_everywhere=True)
    assert not Case.objects.received_by(cast.dana).exists() and Case.objects.received_by(everywhere).exists()


def test_a_prepared_decision_fills_the_form_and_each_side_reads_it_in_their_language(cast, need):
    bring()
    case = send(need, make_member("Fanny Roux", language="fr"))
    client, page = cast.enter(moderator(cast)), f"/manage/reports/{case.pk}/"
    fee = PreparedDecision.objects.get(shipped="fee")
    filled = client.post(page, {"do": f"insert-{fee.pk}", "reason": "", "prepared": ""})
    words = fee.filled(title=need.title, platform="x", language="en")
    assert (
        filled.status_code == 200
        and need.title in words
        and words.replace("“", "")[:20] in filled.text.replace("“", "")
    )
    kept = client.post(page, {"do": f"insert-{fee.pk}", "reason": "My own words.", "prepared": ""})
    assert "My own words." in kept.text and not Decision.objects.exists()
    client.post(page, {"outcome": "hidden", "rule": "money", "reason": words, "prepared": str(fee.pk)})
    notice = Notice.objects.get(kind="moderation.answered")
    assert (
        notice.words["reason"].startswith("« ")
        and Notice.objects.get(kind="moderation.decided").words["reason"] == words
    )


def test_a_prepared_decision_is_kept_undone_taken_away_and_brought_back(cast):
    bring()
    row, client = PreparedDecision.objects.get(shipped="fine"), cast.enter(cast.esi)
    page = f"/manage/reports/prepared/{row.pk}/"
    before, said = row.words["en"], {"place": "", "outcome": "kept", "title_en": "Fine", "words_en": "All is well."}
    assert client.post(page, {**said, "words_en": ""}).status_code == 422
    assert client.post(page, said).status_code == 302
    row.refresh_from_db()
    assert row.words == {"en": "All is well."}
    client.post(page, {"do": "undo"})
    row.refresh_from_db()
    assert row.words["en"] == before
    client.post(page, {"do": "remove"})
    assert row not in PreparedDecision.objects.standing() and bring() == 0, "what was taken away does not come again"
    client.post(page, {"do": "restore"})
    assert row in PreparedDecision.objects.standing()
    assert cast.enter(cast.dana).get(page).status_code == 404 and cast.enter(cast.dana).get(
        "/manage/reports/prepared/").status_code == 200  # fmt: skip


def test_two_decide_at_once_and_one_decision_stands(cast, need):
    case, first, second = send(need, cast.amina), moderator(cast), moderator(cast, "Ilie Munte")
    stale = Case.objects.get(pk=case.pk)
    assert case.decide(by=first, outcome="hidden", rule="money", reason=REASON)
    assert stale.decide(by=second, outcome="kept", reason="I see nothing wrong.") is None
    answer = cast.enter(second).post(f"/manage/reports/{case.pk}/", {"outcome": "kept", "reason": REASON}, follow=True)
    assert "decided before you" in answer.text and Decision.objects.get().decided_by == first
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(case=case, outcome="kept", reason=REASON)


def test_whoever_wrote_it_appeals_once_and_never_to_whoever_decided(cast, need):
    case, first = send(need, cast.amina), moderator(cast)
    decision = case.decide(by=first, outcome="hidden", rule="money", reason=REASON)
    writer = cast.enter(need.author)
    page = f"/en/report/decisions/{decision.pk}/"
    shown = writer.get(page)
    assert shown.status_code == 200 and REASON in shown.text and "Mira" not in shown.text
    assert cast.enter(cast.amina).get(page).status_code == 404
    assert writer.post(page, {"words": "no"}).status_code == 422
    for _time in range(2):
        assert writer.post(page, {"words": "We never asked anybody for money."}).status_code == 302
    appeal = Appeal.objects.get()
    assert appeal.first_deciders == [first.pk] and appeal.due_at - appeal.made_at == timedelta(days=7)
    assert not may_decide_appeal(first, appeal) and may_decide_appeal(cast.esi, appeal)
    assert [notice.member for notice in Notice.objects.filter(kind="moderation.appealed")] == [cast.esi], "the centre"
    assert not [row for row in waiting_for(first) if row.kind_words == "Appeal"]
    assert "Nobody else of its region" in cast.enter(cast.esi).get(f"/manage/reports/appeals/{appeal.pk}/").text
    for decider in (first.pk, need.author_id):
        with pytest.raises(IntegrityError), transaction.atomic():
            Appeal.objects.filter(pk=appeal.pk).update(decided_by=decider, outcome="stands", reason=REASON)
    appeal.decide(by=cast.esi, outcome="right", reason="The price is the agency's.")
    assert not Hold.objects.standing().exists() and Decision.objects.get().outcome == "kept"
    assert Notice.objects.get(kind="moderation.appeal_answered").member == need.author


def test_an_appeal_has_its_own_clock_and_goes_to_the_other_of_the_region(cast, need):
    case, first, other = send(need, cast.amina), moderator(cast), moderator(cast, "Ilie Munte")
    decision = case.decide(by=first, outcome="hidden", rule="money", reason=REASON)
    appeal = Appeal.make(KIND, decision, by=need.author, words="We never asked for money.")[0]
    assert [notice.member for notice in Notice.objects.filter(kind="moderation.appealed")] == [other]
    assert look_for_late(appeal.due_at + timedelta(minutes=1)) == 1
    assert [notice.member for notice in Notice.objects.filter(kind="moderation.late")] == [other]
    assert look_for_late(appeal.due_at + timedelta(days=1, minutes=1)) == 1
    assert Notice.objects.filter(kind="moderation.late").count() == 2


def test_a_name_without_words_is_told_in_its_own_language_and_nothing_at_all_once():
    said = {"place": "", "outcome": "kept"}
    blank = PreparedForm(said, places={"": None})
    assert blank.errors == {"title_ro": ["Write it in one language at least."]}
    lone = PreparedForm(said | {"title_fr": "Gratuit"}, places={"": None})
    assert list(lone.errors) == ["words_fr"] and "belong together" in lone.errors["words_fr"][0]
