"""The country as cloth: every region has its own piece, about where it lies, and pieces never overlap."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from rootbridge.bridges.atlas.weaving import THREAD, weave

ANYWHERE = st.tuples(st.floats(-180, 180), st.floats(-85, 85))


def threads(path):
    """The threads inside an outline: those whose middle has an odd number of upright edges at their left."""
    edges, x, y = [], 0, 0
    for part in path.strip("z").replace("z", "").split("M")[1:]:
        start, *moves = re.findall(r"-?\d+ -?\d+|[hv]-?\d+", part)
        x, y = begun = tuple(map(int, start.split()))
        for move in [*moves, None]:
            to = begun if move is None else (x + int(move[1:]), y) if move[0] == "h" else (x, y + int(move[1:]))
            if to[0] == x:
                edges.append((x, *sorted((y, to[1]))))
            x, y = to
    right, bottom = max(edge[0] for edge in edges), max(edge[2] for edge in edges)
    half = THREAD / 2
    return {
        (column, row) for column in range(0, right, THREAD) for row in range(0, bottom, THREAD)
        if sum(at <= column and up < row + half < down for at, up, down in edges) % 2
    }  # fmt: skip


@settings(max_examples=15, deadline=None)
@given(st.lists(ANYWHERE, min_size=1, max_size=12), st.lists(st.tuples(st.integers(0, 11), ANYWHERE), max_size=60))
def test_pieces_never_overlap(middles, towns):
    codes = {f"R-{number}": point for number, point in enumerate(middles)}
    cloth = weave(codes, [(f"R-{number}", *point) for number, point in towns])
    taken = [thread for shape in cloth.shapes.values() for thread in threads(shape.path)]
    assert cloth.shapes and len(taken) == len(set(taken))
    assert all(0 <= x < cloth.width and 0 <= y < cloth.height for x, y in taken)


def test_north_is_up_and_west_at_the_left():
    towns = [(code, x + dx / 10, y) for code, x, y in (("N", 28.0, 48.4), ("W", 26.7, 47.0), ("S", 28.0, 45.7))
             for dx in range(5)]  # fmt: skip
    drawn = weave({code: (x, y) for code, x, y in towns[::5]}, towns).shapes
    assert drawn["N"].y < drawn["W"].y < drawn["S"].y and drawn["W"].x < drawn["N"].x


def test_the_smallest_region_is_large_enough_for_a_thumb():
    towns = [("BIG", 28 + x / 50, 47 + y / 50) for x in range(40) for y in range(40)]
    drawn = weave({"BIG": (28.4, 47.4), "CITY": (28.1, 47.1)}, towns).shapes
    assert len(threads(drawn["CITY"].path)) >= 9


def test_what_lies_in_no_region_and_a_country_without_places_draw_nothing():
    assert weave({}, [("", 1.0, 1.0)]) == ({}, 0, 0)
