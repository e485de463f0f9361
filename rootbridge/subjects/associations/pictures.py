"""Small drawings of the guide, our own: shapes with a class for each colour, which page and paper fill."""

SIZE = (120, 80)
# Classes: a what is drawn, b here, c home, d paper, l lines.
DRAWN = {
    "phone": (
        '<rect class="d l" x="42" y="4" width="36" height="72" rx="5"/>'
        '<rect class="b" x="48" y="14" width="24" height="6"/><circle class="l d" cx="52" cy="31" r="3"/>'
        '<path class="l n" d="M59 31h13M59 42h13M59 53h13"/><circle class="c" cx="52" cy="42" r="3"/>'
        '<circle class="l d" cx="52" cy="53" r="3"/><rect class="c" x="48" y="62" width="24" height="7"/>'
    ),
    "names": (
        '<rect class="d l" x="8" y="12" width="62" height="22"/><path class="l n" d="M15 20h40M15 27h26"/>'
        '<rect class="b l" x="50" y="44" width="62" height="22"/><path class="l n" d="M57 52h40M57 59h26"/>'
        '<path class="l n" d="M84 14c0-7 12-7 12 0 0 5-6 4-6 10M90 29v1"/>'
    ),
    "banks": (
        '<path class="b" d="M0 58h34v22H0z"/><path class="c" d="M86 58h34v22H86z"/>'
        '<path class="l n" d="M34 58C46 34 74 34 86 58M46 58V45M60 58V40M74 58V45M30 58h60"/>'
        '<path class="l d" d="M17 52c-14-18-6-26 0-26s14 8 0 26z"/><circle class="a" cx="17" cy="35" r="3"/>'
        '<path class="l d" d="M103 52c-14-18-6-26 0-26s14 8 0 26z"/><circle class="a" cx="103" cy="35" r="3"/>'
    ),
    "people": (
        '<circle class="b l" cx="34" cy="26" r="9"/><path class="b l" d="M16 66c0-22 36-22 36 0z"/>'
        '<circle class="c l" cx="84" cy="26" r="9"/><path class="c l" d="M66 66c0-22 36-22 36 0z"/>'
        '<path class="d l" d="M46 8h28v16H62l-5 6v-6H46z"/>'
    ),
    "letter": (
        '<path class="d l" d="M16 18h88v50H16z"/><path class="l n" d="M16 18l44 30 44-30"/>'
        '<rect class="b l" x="34" y="50" width="52" height="16"/>'
        '<path class="l n" d="M41 58h3M49 58h3M57 58h3M65 58h3M73 58h3M80 58h1"/>'
    ),
    "seal": (
        '<path class="d l" d="M14 8h54v64H14z"/><path class="l n" d="M22 20h36M22 30h36M22 40h24"/>'
        '<circle class="c l" cx="84" cy="44" r="19"/><path class="w n" d="M75 44l7 7 12-14"/>'
        '<circle class="b l" cx="98" cy="22" r="9"/><path class="l n" d="M94 22l3 3 5-6"/>'
    ),
}  # fmt: skip


def drawing(name: str, colours: dict[str, str] | None = None) -> str:
    """The drawing as SVG; with ``colours`` (class → hex) for paper, without for a page, whose style fills it."""
    width, height = SIZE
    body = DRAWN[name]
    style = ""
    if colours:
        ink = colours["ink"]
        style = (
            f"<style>.a{{fill:{ink}}}.b{{fill:{colours['here']}}}.c{{fill:{colours['home']}}}.d{{fill:#fff}}"
            f".l{{stroke:{ink};stroke-width:2}}.w{{stroke:#fff;stroke-width:3}}.n{{fill:none}}</style>"
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="drawn" viewBox="0 0 {width} {height}" aria-hidden="true">'
        f"{style}{body}</svg>"
    )
