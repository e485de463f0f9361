"""A report shows sums, and never a number of fewer than ten people or one that follows from a total."""

import csv
import io

import pytest

from rootbridge.base.core.figures import Cell, Figure, Indicator
from rootbridge.bridges.insights.reports import hide_small
from rootbridge.bridges.insights.sheets import as_csv

HOURS = Indicator("hours", "Hours", "hours", lambda period, scope: None, shape="bars")


def report(**people):
    return hide_small(HOURS, Figure(cells=[Cell(row, "all", number * 3, number) for row, number in people.items()]))


def test_shows_rows_that_are_large():
    assert report(women=40, men=30).bars == [("women", 120), ("men", 90)]


def test_puts_a_small_row_together_with_the_next():
    """Alone it would follow from the sum of all hours, which is said above the chart."""
    assert report(women=40, men=30, other=4).bars == [("women", 120), ("Others", 102)]


def test_puts_several_small_rows_together():
    assert report(italy=40, norway=4, poland=7).bars == [("italy", 120), ("Others", 33)]


def test_hides_rows_that_stay_small_together():
    assert report(women=4, men=3).bars == [("women", None), ("men", None)]


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
