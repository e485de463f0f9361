"""A report shows sums, and never a number of fewer than ten people or one that follows from a total."""

import csv
import io

import pytest
from django.template import engines
from django.utils import translation
from django.utils.translation import gettext_lazy

from rootbridge.base.core.figures import Cell, Figure, Indicator, indicators
from rootbridge.bridges.insights.reports import hide_small
from rootbridge.bridges.insights.sheets import as_csv

HOURS = Indicator("hours", "Hours", "hours", lambda period, scope: None, shape="bars")


def report(**people):
    return hide_small(HOURS, Figure(cells=[Cell(row, "all", number * 3, number) for row, number in people.items()]))


def test_shows_rows_that_are_large():
    assert report(women=40, men=30).bars == [("women", 120), ("men", 90)]


def test_puts_a_small_row_together_with_the_next():
    """Alone it would follow from the sum of all hours, which is said above the chart."""
    assert report(women=40, men=30, other=4).bars == [("women", 120), ("The rest together", 102)]


def test_puts_several_small_rows_together():
    assert report(italy=40, norway=4, poland=7).bars == [("italy", 120), ("The rest together", 33)]


@pytest.mark.parametrize("people", [{"women": 4, "men": 3}, {"women": 40, "men": 3}, {"women": 31, "men": 1}])
def test_tells_nothing_where_a_small_row_follows_from_the_sum_of_all(people):
    """The sum of all hours stands above the chart; a row put together with the only other one would be that sum."""
    found = report(**people)
    assert not found.says_something and found.has_hidden
    assert found.rows == [] and ",hidden," in as_csv([found])


def test_a_hidden_length_of_time_or_share_reads_as_no_value():
    """ "< 10" below "days" would be read as less than ten days."""
    days = hide_small(Indicator("wait", "Usual wait", "days", None), Figure(value=1.5, people=3))
    count = hide_small(Indicator("asked", "Questions asked", "questions", None), Figure(value=3, people=3))
    draw = engines["jinja2"].env.get_template("insights/number.html").render
    assert "too few to show" in draw(report=days)
    assert "Fewer than 10 cases" in draw(report=days)
    assert "&lt; 10" not in draw(report=days)
    assert "&lt; 10" in draw(report=count)


def test_a_share_is_said_in_per_cent():
    share = hide_small(Indicator("in_time", "answered in time", "of a hundred", None), Figure(value=90, people=40))
    assert (share.shown, share.title) == ("90%", "Answered in time")


WAITS = [("en", "1.9 days"), ("ro", "1,9 zile"), ("ru", "1,9 дня"), ("ar", "1.9 يوم")]


@pytest.mark.parametrize(("language", "said"), WAITS)
def test_a_length_of_time_takes_the_plural_of_its_number(language, said):
    unit = gettext_lazy("days")
    with translation.override(language):
        assert hide_small(Indicator("wait", "Wait", unit, None), Figure(value=1.9, people=40)).shown == said


@pytest.mark.django_db
def test_no_two_figures_have_the_same_name():
    titles = [str(indicator.title).casefold() for indicator in indicators]
    assert len(titles) == len(set(titles))


TIES = Indicator("ties", "Ties", "people", None, shape="table", rest=("Other districts", "Other countries"))


def ties(table):
    return hide_small(TIES, Figure(cells=[Cell(*cell, number, number) for cell, number in table.items()]))


def test_small_places_stand_together_so_that_the_table_can_be_read():
    """Three hundred members from many districts in many countries: as the sample has them."""
    homes, lands = [f"d{place:02}" for place in range(30)], [f"c{place:02}" for place in range(15)]
    table = {(home, land): max(0, 16 - place - 2 * number) for place, home in enumerate(homes)
             for number, land in enumerate(lands)}  # fmt: skip
    found = ties({cell: people for cell, people in table.items() if people})
    assert found.rows[-1] == "Other districts"
    assert found.columns[-1] == "Other countries"
    assert sum(value is not None for value in found.cells.values()) >= 2 / 3 * len(found.cells)
    assert sum(found.totals.values()) == sum(table.values())
    assert len(found.rows) > 2


def test_one_district_alone_is_still_told_by_country():
    found = ties({("Orhei", "Italy"): 36, ("Orhei", "Norway"): 4, ("Orhei", "Poland"): 7})
    assert (found.rows, found.columns) == (["Orhei"], ["Italy", "Other countries"])
    assert set(found.cells.values()) == {36, 11}


def test_a_table_of_too_few_says_nothing():
    found = ties({("Orhei", "Italy"): 3, ("Soroca", "Norway"): 4})
    assert not found.says_something


@pytest.mark.parametrize(("people", "shown"), [(9, None), (10, 5), (None, 5)])
def test_hides_a_number_of_few_people(people, shown):
    assert hide_small(HOURS, Figure(value=5, people=people)).value == shown


def test_a_sheet_begins_no_cell_like_a_formula():
    found = hide_small(HOURS, Figure(cells=[Cell("=1+1", "all", 20, 20), Cell("@x", "all", 30, 30)]))
    rows = list(csv.reader(io.StringIO(as_csv([found]).lstrip("\ufeff"))))
    assert {row[1] for row in rows[1:]} == {"'=1+1", "'@x"}


def test_a_sheet_says_what_is_hidden():
    text = as_csv([hide_small(HOURS, Figure(value=3, people=3))])
    assert ",hidden," in text
