"""Colours of a pack: from two hues and two chromas to every token, light and dark, with their contrast.

A pack chooses hue and chroma; lightness is the system's, so that contrast holds for every hue.
"""

from collections.abc import Iterator
from functools import lru_cache
from math import cos, radians, sin
from typing import NamedTuple


class Hues(NamedTuple):
    """What a pack sets: hue in degrees and chroma of home (end side) and of here (start side)."""

    home_h: float
    home_c: float
    here_h: float
    here_c: float


class Oklch(NamedTuple):
    lightness: float
    chroma: float
    hue: float

    def css(self) -> str:
        return f"oklch({_short(self.lightness)} {_short(self.chroma)} {_short(self.hue)})"


# token: (light, dark); each is (lightness, chroma, hue). A chroma "home*.72" is a share of the pack's own,
# a bare number is fixed; the hue is named "home", "here" or a number of degrees.
RECIPE = {
    "home": ((0.37, "home*1", "home"), (0.4, "home*1", "home")),
    "home-deep": ((0.27, "home*.72", "home"), (0.31, "home*.8", "home")),
    "home-mid": ((0.5, "home*1", "home"), (0.64, "home*1", "home")),
    "home-text": ((0.4, "home*1", "home"), (0.82, "home*.72", "home")),
    "home-tint": ((0.965, "home*.09", "home"), (0.25, "home*.32", "home")),
    "home-line": ((0.87, "home*.24", "home"), (0.4, "home*.45", "home")),
    "on-home": ((0.99, 0.008, "here"), (0.99, 0.008, "here")),
    "here": ((0.85, "here*1", "here"), (0.77, "here*.88", "here")),
    "here-deep": ((0.74, "here*1", "here"), (0.74, "here*1", "here")),
    "here-text": ((0.48, "here*.72", "here"), (0.84, "here*.8", "here")),
    "here-tint": ((0.972, "here*.2", "here"), (0.27, "here*.24", "here")),
    "on-here": ((0.23, 0.05, "home"), (0.23, 0.05, "home")),
    "ground": ((1, 0, 0), (0.18, 0.014, "home")),
    "ground-2": ((0.97, 0.004, "home"), (0.22, 0.016, "home")),
    "raise": ((1, 0, 0), (0.23, 0.018, "home")),
    "ink": ((0.21, 0.022, "home"), (0.95, 0.008, "here")),
    "ink-2": ((0.44, 0.02, "home"), (0.79, 0.012, "here")),
    "line": ((0.88, 0.008, "home"), (0.35, 0.018, "home")),
    "line-2": ((0.55, 0.018, "home"), (0.63, 0.018, "home")),
    "err": ((0.51, 0.2, 30), (0.76, 0.14, 30)),
    "err-tint": ((0.965, 0.02, 30), (0.26, 0.06, 30)),
    "ok": ((0.44, 0.1, 155), (0.8, 0.12, 155)),
    "ok-tint": ((0.965, 0.025, 155), (0.26, 0.035, 155)),
    "info": ((0.45, 0.11, 250), (0.8, 0.09, 250)),
    "info-tint": ((0.965, 0.016, 250), (0.26, 0.035, 250)),
}

# Which colour stands on which, and the contrast it needs by WCAG 2.2: 4.5 for text, 3 for graphics.
PAIRS = (
    ("ink", "ground", 4.5),
    ("ink-2", "ground", 4.5),
    ("ink-2", "ground-2", 4.5),
    ("ink", "ground-2", 4.5),
    ("ink", "raise", 4.5),
    ("ink-2", "raise", 4.5),
    ("ink", "home-tint", 4.5),
    ("ink-2", "home-tint", 4.5),
    ("home-text", "ground", 4.5),
    ("home-text", "raise", 4.5),
    ("home-text", "home-tint", 4.5),
    ("home-text", "ground-2", 4.5),
    ("home-text", "here-tint", 4.5),
    ("home-text", "err-tint", 4.5),
    ("home-text", "ok-tint", 4.5),
    ("home-text", "info-tint", 4.5),
    ("on-home", "home", 4.5),
    ("on-home", "home-deep", 4.5),
    ("on-here", "here", 4.5),
    ("on-here", "here-deep", 4.5),
    ("ink", "here-tint", 4.5),
    ("ink-2", "here-tint", 4.5),
    ("here-text", "here-tint", 4.5),
    ("err", "ground", 4.5),
    ("err", "raise", 4.5),
    ("ground", "err", 4.5),
    ("ok", "ok-tint", 4.5),
    ("info", "info-tint", 4.5),
    ("err", "err-tint", 4.5),
    ("ink", "err-tint", 4.5),
    ("ink", "ok-tint", 4.5),
    ("ink", "info-tint", 4.5),
    ("line-2", "ground", 3),
    ("line-2", "raise", 3),
    ("home-mid", "ground", 3),
    ("home-mid", "ground-2", 3),
    ("home-mid", "raise", 3),
)


class Contrast(NamedTuple):
    theme: str
    text: str
    ground: str
    ratio: float
    needed: float

    @property
    def is_enough(self) -> bool:
        return self.ratio >= self.needed


def tokens(hues: Hues, theme: str) -> dict[str, Oklch]:
    """Every colour token of one theme, "light" or "dark"."""
    column = 1 if theme == "dark" else 0
    return {name: _mix(both[column], hues) for name, both in RECIPE.items()}


def declarations(hues: Hues, theme: str, *, as_hex: bool = False) -> str:
    """The custom properties of one theme, ready to stand between braces."""
    return "".join(
        f"--{name}:{to_hex(colour) if as_hex else colour.css()};" for name, colour in tokens(hues, theme).items()
    )


def stylesheet(hues: Hues, *, scope: str = ":root") -> str:
    """The pack's colours as CSS: light, dark by the reader's choice, hex where OKLCH is unknown."""
    pack = f"--home-h:{_short(hues.home_h)};--home-c:{_short(hues.home_c)};"
    pack += f"--here-h:{_short(hues.here_h)};--here-c:{_short(hues.here_c)};"

    def themes(as_hex: bool) -> str:
        light = declarations(hues, "light", as_hex=as_hex)
        dark = declarations(hues, "dark", as_hex=as_hex)
        return f"{scope}{{{light}}}@media (prefers-color-scheme:dark){{{scope}{{{dark}}}}}"

    fallback = f"@supports not (color:oklch(0 0 0)){{{themes(True)}}}"
    return f"@layer tokens{{{scope}{{{pack}}}{themes(False)}{fallback}}}"


def contrasts(hues: Hues) -> Iterator[Contrast]:
    """Every pair of PAIRS in both themes, with the ratio computed from rendered sRGB."""
    for theme in ("light", "dark"):
        colours = tokens(hues, theme)
        for text, ground, needed in PAIRS:
            yield Contrast(theme, text, ground, contrast(colours[text], colours[ground]), needed)


def problems(hues: Hues) -> list[str]:
    """What a pack's hues do wrong, in sentences; empty when they may be used."""
    found = []
    if hues.home_c > 0.13:
        found.append(f"home chroma {hues.home_c} is above 0.13")
    if hues.here_c > 0.16:
        found.append(f"here chroma {hues.here_c} is above 0.16")
    apart = abs(hues.home_h - hues.here_h) % 360
    if min(apart, 360 - apart) < 40:
        found.append(f"hues {hues.home_h} and {hues.here_h} are less than 40 degrees apart")
    for pair in contrasts(hues):
        if not pair.is_enough:
            found.append(f"{pair.text} on {pair.ground} ({pair.theme}) is {pair.ratio:.1f}, needs {pair.needed}")
    return found


def contrast(one: Oklch, other: Oklch) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def to_hex(colour: Oklch) -> str:
    """The colour as #rrggbb in sRGB, each channel cut to what a screen can show."""
    return "#" + "".join(f"{channel:02x}" for channel in _srgb(colour))


def _mix(recipe: tuple, hues: Hues) -> Oklch:
    lightness, chroma, hue = recipe
    if isinstance(chroma, str):
        owner, share = chroma.split("*")
        chroma = getattr(hues, f"{owner}_c") * float(share)
    if isinstance(hue, str):
        hue = getattr(hues, f"{hue}_h")
    return Oklch(lightness, round(chroma, 5), hue)


def _short(number: float) -> str:
    text = f"{number:g}"
    return text[1:] if text.startswith("0.") else text


@lru_cache(maxsize=1024)
def _srgb(colour: Oklch) -> tuple[int, int, int]:
    a = colour.chroma * cos(radians(colour.hue))
    b = colour.chroma * sin(radians(colour.hue))
    long = (colour.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (colour.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (colour.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    return tuple(round(255 * _encode(min(1.0, max(0.0, channel)))) for channel in linear)


def _encode(channel: float) -> float:
    return 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055


def _luminance(colour: Oklch) -> float:
    def decode(value: int) -> float:
        channel = value / 255
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (decode(value) for value in _srgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
