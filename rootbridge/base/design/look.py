"""What a pack sets of the look: name, owner, emblem, hues and weave, read from its `look.toml`."""

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import get_language
from markupsafe import Markup

from rootbridge.base.design import palette, weave
from rootbridge.base.design.palette import Hues

LOOKS = Path(__file__).parent / "looks"


class Look(NamedTuple):
    """One pack's look. Texts are dicts from language code to text; bitmaps are rows of marks."""

    name: str
    owners: dict[str, str]
    run_by_texts: dict[str, str]
    hues: Hues
    weave_first: tuple[str, ...]
    weave_second: tuple[str, ...]
    weave_about: str
    emblem_rows: tuple[str, ...]

    @property
    def owner(self) -> str:
        """Who runs the platform, in the reader's language."""
        return _in_language(self.owners)

    @property
    def run_by(self) -> str:
        """The sentence of the foot that says who runs the platform."""
        return _in_language(self.run_by_texts) or self.owner

    @property
    def emblem(self) -> Markup:
        return Markup(weave.emblem(self.emblem_rows))

    def theme_colour(self, theme: str = "light") -> str:
        """The colour a browser paints around the page, as #rrggbb."""
        return palette.to_hex(palette.tokens(self.hues, theme)["home"])

    def stylesheet(self, *, scope: str = ":root") -> str:
        colours = palette.stylesheet(self.hues, scope=scope)
        return colours + weave.stylesheet(self.weave_first, self.weave_second, scope=scope)

    def favicon(self) -> str:
        light, dark = palette.tokens(self.hues, "light"), palette.tokens(self.hues, "dark")
        return weave.favicon(
            self.emblem_rows,
            here=palette.to_hex(light["here"]),
            home=palette.to_hex(light["home"]),
            home_dark=palette.to_hex(dark["home-mid"]),
        )

    def icon(self, side: int) -> bytes:
        """The emblem as PNG on white, with room around it for any mask."""
        light = palette.tokens(self.hues, "light")
        colours = {"e": palette.to_hex(light["here"]), "h": palette.to_hex(light["home"])}
        return weave.icon(self.emblem_rows, colours, side)


def read(path: Path) -> Look:
    """The look written in a file. Raises KeyError, ValueError or TOMLDecodeError when it is wrong."""
    return of(tomllib.loads(path.read_text("utf-8")))


def of(told: dict) -> Look:
    """The look told by a dict with the keys of `look.toml`."""
    woven = told["weave"]
    return Look(
        name=told["name"],
        owners=told["owner"],
        run_by_texts=told.get("run_by", {}),
        hues=Hues(**told["hues"]),
        weave_first=tuple(woven["first"]),
        weave_second=tuple(woven["second"]),
        weave_about=woven.get("about", ""),
        emblem_rows=tuple(told.get("emblem") or weave.BRIDGE),
    )


def path_of(pack: str) -> Path:
    """Where the look of a pack stands: with the pack, else among the samples, else the plain one."""
    for path in (Path(settings.ROOTBRIDGE_PACKS_DIR) / pack / "look.toml", LOOKS / f"{pack}.toml"):
        if path.is_file():
            return path
    return LOOKS / "rootbridge.toml"


@cache
def _named(pack: str) -> Look:
    return read(path_of(pack))


def current() -> Look:
    """The look of this platform; `settings.ROOTBRIDGE_PLATFORM` may say its name and owner anew."""
    look = _named(settings.ROOTBRIDGE_PACK)
    said = getattr(settings, "ROOTBRIDGE_PLATFORM", None) or {}
    if said.get("name"):
        look = look._replace(name=said["name"])
    if said.get("owner"):
        owner = said["owner"]
        look = look._replace(owners={"en": owner} if isinstance(owner, str) else owner)
    return look


def _in_language(texts: dict[str, str]) -> str:
    language = (get_language() or "en").split("-")[0]
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")
