"""Charts, bars and the map of squares: the numbers behind the pictures."""

import pytest

from rootbridge.base.design import charts, tiles


@pytest.mark.parametrize(("highest", "top"), [(0, 1), (1, 1), (9, 10), (158, 160), (1000, 1000), (2140, 2400)])
def test_a_scale_ends_at_a_round_number(highest, top):
    assert charts.ceiling(highest) == top


def test_lines_are_drawn_within_their_box():
    drawn = charts.lines([("in time", [0, 100, 50]), ("late", [None, 10, 20])])
    assert drawn.ticks == [100, 75, 50, 25, 0]
    assert drawn.lines[0].path == "M0 200L300 0L600 100"
    assert drawn.lines[0].ends_at == 50
    assert drawn.lines[1].path.startswith("M300")


def test_empty_charts_do_not_break():
    assert charts.lines([]).lines == []
    assert charts.lines([("x", [])]).lines[0].path == ""
    assert charts.lines([("x", [None])]).lines[0].last == 0


def test_bars_are_shares_of_the_longest():
    assert charts.shares([200, 50, None, 0]) == [100, 25, 0, 0]
    assert charts.shares([]) == []
    assert charts.shares([0, None]) == [0, 0]


def test_no_two_countries_stand_on_one_square():
    placed = tiles.places(tiles.SQUARES)
    assert len({(place.column, place.row) for place in placed}) == len(placed) == len(tiles.SQUARES)


def test_a_map_of_a_few_countries_keeps_their_order_and_stays_narrow():
    placed = {place.code: place for place in tiles.places(["CA", "US", "PT", "FR", "IT", "DE", "RO", "MD", "GR", "IL"])}
    assert placed["PT"].column < placed["FR"].column < placed["RO"].column < placed["MD"].column
    assert placed["DE"].row < placed["IT"].row
    assert max(place.column for place in placed.values()) <= tiles.MOST_COLUMNS


def test_shades_follow_the_greatest_and_home_stands_apart():
    told = {"IT": 412, "FR": 97, "NO": None, "XX": 5}
    values = [{"code": code, "value": value} for code, value in told.items()]
    drawn = {tile.code: tile for tile in tiles.tiles(values, home="MD")}
    assert drawn["IT"].shade == 4
    assert drawn["FR"].shade == 2
    assert drawn["NO"].shade == 0
    assert drawn["MD"].is_home
    assert "XX" not in drawn
