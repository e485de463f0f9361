from pathlib import Path

import pytest
from django.conf import settings

from rootbridge.base.design import look, palette
from rootbridge.base.design.palette import Hues, Oklch

MOLDOVA = Hues(8, 0.125, 84, 0.145)
LOOKS = sorted([*Path(settings.ROOTBRIDGE_PACKS_DIR).glob("*/look.toml"), *look.LOOKS.glob("*.toml")])


@pytest.mark.parametrize("path", LOOKS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_look_can_be_read_by_everyone(path):
    assert palette.problems(look.read(path).hues) == []


def test_the_moldova_look_is_among_them():
    assert look.read(look.path_of("moldova")).hues == MOLDOVA


@pytest.mark.parametrize(
    ("token", "light", "dark"),
    [("home", "#721733", "#7c213b"), ("here", "#fac54f", "#daad49"), ("ink", "#211416", "#f1eee9"),
     ("ground", "#ffffff", "#170f10"), ("err", "#be1506", "#fd8c7b"), ("home-tint", "#fbf0f2", "#32191e")],
)  # fmt: skip
def test_it_renders_the_colours_of_the_design(token, light, dark):
    assert palette.to_hex(palette.tokens(MOLDOVA, "light")[token]) == light
    assert palette.to_hex(palette.tokens(MOLDOVA, "dark")[token]) == dark


@pytest.mark.parametrize(
    ("theme", "text", "ground", "ratio"),
    [("light", "ink", "ground", 17.9), ("dark", "ink", "ground", 16.3), ("light", "err", "err-tint", 5.7),
     ("dark", "home-mid", "raise", 4.8), ("light", "line-2", "ground", 4.9)],
)  # fmt: skip
def test_it_counts_contrast_as_wcag_does(theme, text, ground, ratio):
    found = next(c for c in palette.contrasts(MOLDOVA) if (c.theme, c.text, c.ground) == (theme, text, ground))
    assert found.ratio == pytest.approx(ratio, abs=0.06)


def test_black_on_white_is_twenty_one():
    assert palette.contrast(Oklch(0, 0, 0), Oklch(1, 0, 0)) == pytest.approx(21)


@pytest.mark.parametrize(
    ("hues", "complaint"),
    [
        (Hues(8, 0.2, 84, 0.145), "home chroma"),
        (Hues(8, 0.1, 84, 0.2), "here chroma"),
        (Hues(350, 0.1, 10, 0.1), "less than 40"),
    ],
)
def test_it_says_what_a_pack_does_wrong(hues, complaint):
    assert any(complaint in problem for problem in palette.problems(hues))


@pytest.mark.parametrize("hue", range(0, 360, 30))
def test_contrast_holds_for_every_hue(hue):
    assert palette.problems(Hues(hue, 0.125, (hue + 120) % 360, 0.12)) == []


def test_the_stylesheet_has_light_dark_and_a_fallback():
    css = palette.stylesheet(MOLDOVA)
    assert css.startswith("@layer tokens{:root{--home-h:8;")
    assert css.count("prefers-color-scheme:dark") == 2
    assert "@supports not (color:oklch(0 0 0))" in css
    assert css.count("{") == css.count("}")
