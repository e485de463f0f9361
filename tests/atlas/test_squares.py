"""Countries on the map: those with something, and the country of the platform."""

from rootbridge.bridges.atlas.squares import of_countries


def test_only_countries_with_something_are_drawn_and_home():
    assert set(of_countries({"IT": 3, "FR": 0, "DE": None}, "MD").squares) == {"IT", "DE", "MD"}


def test_no_two_countries_share_a_square():
    drawn = of_countries(dict.fromkeys(("IT", "FR", "DE", "CA", "JP", "BR"), 1))
    assert len(set(drawn.squares.values())) == len(drawn.squares) == 6
    assert all(one.x < drawn.width and one.y < drawn.height for one in drawn.squares.values())


def test_nothing_anywhere_draws_nothing():
    assert of_countries({}) == ({}, 0, 0)
