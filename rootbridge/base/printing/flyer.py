"""A flyer: one text on one sheet, with the look of the pack, a way back to the page and who answers."""

from dataclasses import asdict, dataclass, field

from rootbridge.base.design import look as looks
from rootbridge.base.design import palette, weave
from rootbridge.base.design.code import code_svg
from rootbridge.base.design.jinja import direction_of

PAPERS = ("a4", "a5")
# Repeats of the woven pattern over the width of a sheet.
REPEATS = 24


@dataclass(frozen=True)
class Step:
    """``is_home``: done at home, the reader waits."""

    title: str
    body: str = ""
    is_home: bool = False


@dataclass(frozen=True)
class Part:
    """A chapter: paragraphs, or things with ticks."""

    title: str
    paragraphs: list[str] = field(default_factory=list)
    ticks: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Flyer:
    """What stands on the sheet; every text in ``language``. ``aside``: chapters beside the steps; ``address``:
    where the code leads; ``scan``: what stands beside it; ``office``: lines about who answers; ``more``: said where
    something had to be left out; ``checked``: the day of the last check, as a sentence."""

    language: str
    title: str
    lead: str
    address: str
    scan: str
    over: str = ""
    notice_title: str = ""
    notice: str = ""
    steps_title: str = ""
    steps: list[Step] = field(default_factory=list)
    aside: list[Part] = field(default_factory=list)
    office_title: str = ""
    office: list[str] = field(default_factory=list)
    checked: str = ""
    more: str = ""


def data_of(flyer: Flyer, paper: str = "a4") -> dict:
    """The flyer and the look of the pack, as the layout reads them. ``paper``: one of PAPERS."""
    look = looks.current()
    colours = {name: palette.to_hex(colour) for name, colour in palette.tokens(look.hues, "light").items()}
    return asdict(flyer) | {
        "paper": paper, "direction": direction_of(flyer.language), "platform": look.name, "owner": look.owner,
        "colours": colours, "emblem": look.favicon(), "weave": _weave(look, colours),
        "code": code_svg(flyer.address, border=2), "shown": flyer.address.partition("://")[2].rstrip("/"),
    }  # fmt: skip


def _weave(look: looks.Look, colours: dict[str, str]) -> str:
    """The band of the pack's pattern, as SVG."""
    first, second = ([row * REPEATS for row in rows] for rows in (look.weave_first, look.weave_second))
    width = weave.WIDTH * REPEATS
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {weave.HEIGHT}">'
        f'<rect width="{width}" height="{weave.HEIGHT}" fill="{colours["home"]}"/>'
        f'<path fill="{colours["here"]}" d="{weave.runs(first, "#")}"/>'
        f'<path fill="{colours["home-mid"]}" d="{weave.runs(second, "#")}"/></svg>'
    )
