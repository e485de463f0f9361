"""What a reader may choose, and what the pages say of it: the same in the menu, on the page and in the sheet."""

import csv
import io
import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from rootbridge.base.core.figures import Period, Scope, indicators
from rootbridge.base.reference.models import Place
from rootbridge.bridges.insights.forms import FiguresForm
from rootbridge.bridges.insights.reports import public_reports, report_of, reports
from rootbridge.bridges.insights.spans import spans
from rootbridge.people.members.models import Member
from tests.cast import give_role, make_member
from tests.opportunities.factories import make_need, move, send

pytestmark = pytest.mark.django_db
ORHEI = Scope("MD/MD-OR/")


@pytest.fixture(autouse=True)
def _only_ours(cast):
    """The cast counts for nothing here."""
    Member.objects.update(is_active=False)


def join(count, *, home="MD-OR-orhei", living="IT", days=30, **said):
    """So many new members, who joined so many days ago."""
    home, living = (Place.objects.filter(code=code).first() for code in (home, living))
    first = Member.objects.count()
    Member.objects.bulk_create(
        Member(email=f"m{first + number}@example.org", home=home, living=living,
               joined_at=timezone.now() - timedelta(days=days), **said)
        for number in range(count)
    )  # fmt: skip


def asked(widest=None, **chosen):
    return FiguresForm(chosen, widest=widest or Scope(), today=timezone.localdate()).asked()


def offered(widest=None) -> list[str]:
    form = FiguresForm({}, widest=widest or Scope(), today=timezone.localdate())
    return [name for _title, group in form.fields["place"].choices[1:] for _key, name in group]


def told(widest=None, **chosen) -> dict:
    """{indicator: its number, or {row: number}}"""
    found = reports(asked(widest, **chosen))
    return {report.key: dict(report.bars) if report.rows and not report.totals else report.value for report in found}


def test_no_country_of_few_stands_in_the_menu():
    join(30)
    join(12, living="FR")
    join(1, living="VU")
    join(9, living="RO")
    assert offered(ORHEI) == ["France", "Italy"]
    assert offered() == ["France", "Italy"]


def test_the_menu_offers_districts_of_many_only():
    join(30)
    join(14, home="MD-SO-soroca")
    join(11, home="MD")
    assert offered() == ["Orhei", "Soroca"]
    join(3, home="MD-SO")
    assert offered() == ["Orhei", "Soroca"]


def test_a_country_whose_rest_is_small_is_not_offered():
    """35 from Orhei, 32 of them in Italy: three live elsewhere."""
    join(32)
    join(3, living="FR")
    assert offered(ORHEI) == []
    assert told(ORHEI)["members.all"] == 35
    assert told(ORHEI, place="living.IT") == told(ORHEI)


def test_place_and_country_cannot_be_asked_together():
    join(30)
    join(20, living="FR")
    join(20, home="MD-SO-soroca")
    join(15, home="MD-SO-soroca", living="FR")
    view = asked(place="home.MD-OR", living="IT")
    assert view.parts[view.chosen] == ORHEI
    found = told(place="home.MD-OR")
    assert found["members.all"] == 50
    assert not {"members.ties", "members.origin", "members.residence"} & set(found)


def test_the_rows_of_two_countries_do_not_give_one_person_away():
    """31 women, 30 of them in Italy: exactly one lives elsewhere."""
    join(30, gender="woman")
    join(14, gender="man")
    join(1, living="FR", gender="woman")
    join(25, living="FR", gender="man")
    assert told()["members.gender"] == {"Women": 31, "Men": 39}
    assert told(place="living.IT")["members.gender"] == {"Women": None, "Men": None}
    assert told(place="living.IT")["members.all"] == 44


def test_nobody_new_is_told_apart_before_the_week_is_over():
    """From one day to the next the sum grows by one; nothing says by whom."""
    join(30, gender="woman")
    join(20, living="FR", gender="man")
    before = told(), told(place="living.FR")
    join(1, living="FR", gender="woman", days=0)
    after = told(), told(place="living.FR")
    assert after[0].pop("members.all") == before[0].pop("members.all") + 1
    assert after == before


def test_a_representative_cannot_take_their_place_from_the_front_page(cast):
    """The sum of everything is public; where all but a few answers went to one district, its own sum is hidden."""
    there, elsewhere = make_need(cast), make_need(cast, "Another need", place=cast.places["MD-SO"])
    for number in range(12):
        send(there, make_member(f"Helper{number} Person"))
    answered = indicators.get("opportunities.answered")
    assert report_of(answered, asked(ORHEI)).value == 12
    move(send(elsewhere, cast.amina), "seen", "accepted", "proposed", "agreed", "confirmed", by=cast.dana)
    assert report_of(answered, asked(ORHEI)).value is None
    public = {report.key: report.value for report in public_reports(timezone.localdate())}
    assert public["opportunities.answered"] == 13


@given(st.dates(date(2024, 3, 1), date(2032, 12, 31)))
def test_no_two_times_overlap_or_leave_a_day_between(today):
    newest, before = spans(today).values()
    assert before.whole.end + timedelta(days=1) == newest.whole.start == newest.settled.start
    assert newest.whole.end == today and before.settled == before.whole
    assert 1 <= (today - newest.settled.end).days <= 7 and newest.settled.end.isoweekday() == 7
    assert newest.whole.start.day == before.whole.start.day == 1
    assert spans(today + timedelta(days=-today.day))[""].whole.start <= newest.whole.start


def test_members_are_told_as_they_are_now_only():
    """Those of a year ago, taken from those of now, would be the few who came since."""
    join(30)
    assert not [key for key in told(span="before") if key.startswith("members.")]


def test_the_page_says_of_which_day_it_tells_people_apart(cast):
    join(30)
    assert "they move once a week" in page(cast, cast.esi)
    assert "they move once a week" not in page(cast, cast.esi, span="before")


@pytest.mark.parametrize("nonsense", [{"place": "living.VU"}, {"place": "home.'"}, {"span": "x"}, {"place": "IT"}])
def test_what_is_not_offered_is_everything(nonsense):
    join(30)
    assert told(**nonsense) == told()


def page(cast, person, **chosen) -> str:
    person.is_active = True
    person.save(update_fields=["is_active"])
    return cast.enter(person).get(reverse("insights:figures"), chosen).text


def test_the_page_offers_no_single_person_to_a_representative(cast):
    join(30)
    join(15, living="FR")
    join(1, home="MD-SO-soroca", living="VU")
    shown = page(cast, cast.dana)
    assert "Vanuatu" not in shown and "France" in shown


def test_the_sheet_hides_what_the_page_hides(cast):
    join(30, gender="woman")
    join(14, gender="man")
    join(1, living="FR", gender="woman")
    join(25, living="FR", gender="man")
    shown = page(cast, cast.esi, place="living.IT")
    assert (
        re.search(r"44\s*</b>", shown)
        and "As CSV" not in shown.partition("Members by gender")[2].partition("</div>")[0]
    )
    sheet = cast.enter(cast.esi).get(reverse("insights:all"), {"place": "living.IT"}).content.decode("utf-8-sig")
    rows = {(row["Figure"], row["Row"]): row["Value"] for row in csv.DictReader(io.StringIO(sheet))}
    assert rows["Members", ""] == "44"
    assert rows["Members by gender", "Women"] == rows["Members by gender", "Men"] == "hidden"
    one = cast.enter(cast.esi).get(reverse("insights:sheet", args=["members.ties"]), {"place": "living.IT"})
    assert one.status_code == 404


def test_a_reader_of_one_country_chooses_among_its_districts(cast):
    join(30)
    join(15, home="MD-SO-soroca")
    join(15, living="FR")
    give_role(cast.chidi, "residence_representative", residence=Place.objects.get(code="IT"))
    assert offered(Scope("", "IT")) == ["Orhei", "Soroca"]
    shown = page(cast, cast.chidi)
    assert "Soroca" in shown and "France" not in shown


def test_places_are_counted_alike_in_the_lists_and_in_the_table():
    """Those who did not say where they live stand in all three, or one could be taken from the other."""
    join(30)
    join(15, living="FR")
    join(12, living="")
    join(20, home="MD-SO-soroca")
    join(11, home="MD-SO-soroca", living="")
    found = {report.key: report for report in reports(asked())}
    ties = found["members.ties"]
    assert sum(ties.totals.values()) == 88 == sum(dict(found["members.origin"].bars).values())
    assert ties.totals == dict(found["members.origin"].bars)
    assert dict(found["members.residence"].bars) == {"Italy": 50, "Not said": 23, "France": 15}


def test_equal_places_stand_together_alike_in_the_lists_and_in_the_table():
    """Were one of two equals named here and the other there, what stands with them would follow."""
    for living in ("IT", "FR"):
        join(12, living=living)
    join(4, living="RO")
    found = {report.key: report for report in reports(asked())}
    assert found["members.ties"].columns == found["members.residence"].rows == ["France", "Other countries"]


def test_the_figures_ask_the_database_a_bounded_number_of_times(django_assert_max_num_queries):
    for living in ("IT", "FR", "RO", "DE", "ES", "PT"):
        join(12, living=living, gender="woman")
    with django_assert_max_num_queries(5 * len(list(indicators))):
        told(place="living.IT")


def test_a_period_of_an_indicator_ends_where_it_is_told(cast):
    join(12, days=3)
    compute = indicators.get("members.all").compute
    today = timezone.localdate()
    assert compute(Period(today, today - timedelta(days=5)), Scope()).value == 0
