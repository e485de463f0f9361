"""Where regions and countries stand on the map: each once, none on another, about where they lie."""

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from rootbridge.bridges.atlas.squares import COLUMNS, of_countries, of_regions

ANYWHERE = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


def region(code, longitude, latitude):
    return SimpleNamespace(code=code, longitude=longitude, latitude=latitude)


@given(st.lists(ANYWHERE, max_size=60))
def test_no_two_regions_share_a_square(points):
    drawn = of_regions([region(f"R-{number}", *point) for number, point in enumerate(points)], {})
    cells = {(one.column, one.row) for one in drawn.squares}
    assert len(cells) == len(drawn.squares) == len(points)
    assert drawn.columns <= COLUMNS and all(
        one.column < drawn.columns and one.row < drawn.rows for one in drawn.squares
    )


def test_north_is_up_and_west_at_the_left():
    drawn = of_regions([region("N", 28.0, 48.4), region("S", 28.0, 45.7), region("W", 26.7, 47.0)], {"N": 4, "S": 1})
    at = {one.code: one for one in drawn.squares}
    assert at["N"].row < at["W"].row < at["S"].row and at["W"].column < at["N"].column
    assert (at["N"].shade, at["S"].shade, at["W"].shade) == (4, 3, 0)


def test_a_region_without_coordinates_is_in_no_square():
    assert [one.code for one in of_regions([region("A", None, None), region("B", 1, 1)], {}).squares] == ["B"]


def test_only_countries_with_something_are_drawn():
    assert [one.code for one in of_countries({"IT": 3, "FR": 0}).squares] == ["IT"]
