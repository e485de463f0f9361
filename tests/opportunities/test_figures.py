"""What is counted stays right when people leave: sums, never persons."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from rootbridge.base.core.figures import Period, Scope, indicators
from rootbridge.base.core.retention import clear_outdated
from rootbridge.people.privacy.erasure import erase
from rootbridge.subjects.opportunities.listing import Filters, needs_found
from rootbridge.subjects.opportunities.models import Answer, Need, Step, Tally
from tests.opportunities.factories import make_need, move, send

pytestmark = pytest.mark.django_db
ROAD = ("seen", "accepted", "proposed", "agreed", "given", "confirmed")


def period():
    today = timezone.localdate()
    return Period(today - timedelta(days=30), today)


def figures(scope=None):
    """{key: (value, people) or {row: (value, people)}} of every figure of needs."""
    found = {}
    for indicator in indicators:
        if indicator.key.startswith("opportunities."):
            figure = indicator.compute(period(), scope or Scope())
            rows = {cell.row: (cell.value, cell.people) for cell in figure.cells}
            found[indicator.key.partition(".")[2]] = rows or (figure.value, figure.people)
    return found


@pytest.fixture
def busy(cast):
    """Two needs in Orhei; Amina gave nine hours to one, Chidi waits for a reply."""
    cast.amina.change(by=cast.amina, gender="woman", age_band="35-44")
    need, other = make_need(cast), make_need(cast, "Another need")
    answer = move(send(need, cast.amina), *ROAD, by=cast.dana)
    Answer.objects.filter(pk=answer.pk).update(sent_at=answer.first_reply_at - timedelta(days=2))
    send(need, cast.chidi)
    other.close(by=cast.dana, is_filled=True)
    return need


EXPECTED = {
    "open": (1, None), "answered": (2, 2), "filled": (1, None), "first_reply": (2.0, 1), "hours": (9, 1),
    "hours_by_gender": {"Women": (9, 1)}, "hours_by_age": {"35 to 44": (9, 1)},
}  # fmt: skip


def test_it_counts(busy):
    assert figures() == EXPECTED


@pytest.mark.parametrize(("scope", "hours", "answers"), [
    (Scope("MD/MD-OR/"), 9, 2), (Scope("MD/MD-SO/"), 0, 0), (Scope("", "IT"), 9, 1), (Scope("MD/", "FR"), 0, 1),
])  # fmt: skip
def test_it_counts_inside_a_scope(busy, scope, hours, answers):
    found = figures(scope)
    assert (found["hours"][0], found["answered"][0]) == (hours, answers)


FORGOTTEN = EXPECTED | {"hours_by_gender": {"Other, or not said": (9, 1)}, "hours_by_age": {"Not said": (9, 1)}}


def test_the_sums_stay_when_somebody_erases_their_account(cast, busy):
    """By whom is forgotten: the hours stand where nothing was said, and no country has them."""
    erase(cast.amina)
    assert not Answer.objects.filter(need=busy, state="confirmed").exists()
    assert figures() == FORGOTTEN
    assert figures(Scope("MD/MD-OR/"))["hours"] == (9, 1)
    assert figures(Scope("", "IT"))["hours"] == (0, 0)
    row = needs_found(Filters(), day=timezone.localdate(), page=1).rows[0]
    assert row.answered == Need.objects.with_answers().get(pk=busy.pk).answer_count == 2


def test_ten_answers_of_one_person_are_one_person(cast):
    """Erased or not: otherwise one person's hours would be shown as those of ten."""
    cast.amina.change(by=cast.amina, gender="woman", age_band="25-34")
    titles = ("Roof", "Dialysis", "Beekeeping", "Choir", "Solar pumps", "Archive", "Weaving", "Robotics", "Orchard",
              "Ambulance")  # fmt: skip
    for title in titles:
        move(send(make_need(cast, title), cast.amina), "seen", "accepted", "proposed", "agreed", "confirmed",
             by=cast.dana)  # fmt: skip
    for is_erased in (False, True):
        if is_erased:
            erase(cast.amina)
        found = figures()
        assert (found["answered"], found["hours"], found["first_reply"][1]) == ((10, 1), (90, 1), 1)
        assert [row[1] for key in ("hours_by_gender", "hours_by_age") for row in found[key].values()] == [1, 1]


def test_old_answers_of_one_person_are_one_person(cast, busy):
    """Cleared one after the other, on days far apart."""
    first = Answer.objects.filter(member=cast.amina)
    send(Need.objects.exclude(pk=busy.pk).get(), cast.amina)
    first.filter(need=busy).update(moved_at=timezone.now() - timedelta(days=800))
    clear_outdated(timezone.now())
    assert figures()["answered"] == (3, 2)
    first.update(moved_at=timezone.now() - timedelta(days=800))
    clear_outdated(timezone.now())
    assert figures()["answered"] == (3, 2)


def test_an_answer_taken_back_is_not_counted_once_its_author_is_gone(cast, busy):
    move(send(make_need(cast, "Third need"), cast.amina), "withdrawn", by=cast.dana)
    erase(cast.amina)
    assert figures()["answered"] == (2, 2)


def test_sums_keep_nothing_that_a_person_said_of_themselves(cast, busy):
    erase(cast.amina)
    row = Tally.objects.get()
    kept = {field.name for field in Tally._meta.get_fields()}
    assert kept == {"id", "need", "place", "month", "answers", "hours", "people", "givers", "replied", "waits"}
    assert (row.answers, row.hours, row.people, row.givers, row.replied) == (1, 9, 1, 1, 1)


def test_hours_are_kept_in_the_month_in_which_they_were_confirmed(cast, busy):
    answer = Answer.objects.for_cards().get(member=cast.amina)
    answer.sent_at = answer.moved_at - timedelta(days=62)
    Tally.keep([answer], is_last=True)
    assert [tuple(row) for row in Tally.objects.order_by("month").values_list("answers", "hours")] == [(1, 0), (0, 9)]


def test_what_home_did_stays_when_somebody_of_home_leaves(cast, busy):
    erase(cast.dana)
    assert Step.objects.filter(is_home=True, by=None).count() == 4
    assert Need.objects.get(pk=busy.pk).is_published


def test_after_two_years_answers_are_sums_and_names_are_gone(cast, busy):
    past = timezone.now() - timedelta(days=800)
    Answer.objects.update(moved_at=past, sent_at=past)
    Need.objects.update(answer_by=past.date())
    cleared = clear_outdated(timezone.now())
    assert cleared["opportunities.answer"] == 2 and not Step.objects.exists()
    assert Need.objects.get(pk=busy.pk).contact_name == "" and Tally.objects.get().answers == 2


def test_a_month_is_counted_by_its_first_day(cast):
    Tally.objects.create(need=make_need(cast), place=cast.places["MD-OR"], month=date(2026, 3, 1), hours=5)
    assert Tally.objects.between(date(2026, 3, 15), date(2026, 3, 31)).count() == 1
    assert not Tally.objects.between(date(2026, 4, 1), date(2026, 4, 30)).exists()
