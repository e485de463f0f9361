"""The guide “Register your association”: the same words on the page and on two sheets of paper."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from rootbridge.base.design import look as looks
from rootbridge.base.design import palette
from rootbridge.base.design.code import code_svg
from rootbridge.base.design.jinja import direction_of

from .pictures import drawing


@dataclass(frozen=True)
class Panel:
    picture: str
    title: str
    body: str


def panels() -> list[Panel]:
    """The steps, each with its drawing, in the reader's language."""
    return [
        Panel("phone", _("Answer a few questions"), _(
            "One on each screen, on any phone. What it is, its name, where it works, for which places, what it does, "
            "how to reach it, who speaks for it. Nothing asks for a number of an identity paper.")),
        Panel("names", _("Is it there already?"), _(
            "While you type the name, the page shows those that are like it. If one is yours, claim it instead: say "
            "how you belong to it, and whoever answers for its place decides.")),
        Panel("banks", _("Name both banks"), _(
            "Here: the countries and towns where your people live. Home: the village, town, district or country that "
            "you work for. You may name several on each side.")),
        Panel("people", _("Who speaks for it"), _(
            "Your name and what you do there. A name stands on the page only when its owner agreed by mail, and they "
            "can take it back at any time.")),
        Panel("letter", _("Confirm your e-mail"), _(
            "Type the six digits that we send you. If you stop on the way, a link by mail brings you back on any "
            "device for thirty days.")),
        Panel("seal", _("Listed, then verified"), _(
            "The page is listed at once, or after somebody looked at the name. If you wish, the representative of "
            "your place or the embassy looks at it, and a second person agrees.")),
    ]  # fmt: skip


def chapters() -> list[tuple[str, list[str]]]:
    """(title, lines) of what stands on the second sheet."""
    return [
        (_("What you should have at hand"), [
            _("The name, as your people call it."), _("An e-mail address that you read."),
            _("Two or three sentences about what you do."),
            _("Papers only if you have some: they help to verify, and only those who verify see them."),
        ]),
        (_("What the page says"), [
            _("Listed: everybody can find it. Its e-mail was confirmed and its name was checked; nothing else is "
              "verified."),
            _("Verified: two people looked at it. The page says when, and until when it holds: one year, as a rule."),
            _("Only a verified association can write to many people at once or collect anything."),
        ]),
        (_("If the answer is no"), [
            _("You read the reasons in your language."),
            _("Somebody else looks again if you ask for it."),
            _("Mend what is missing and ask once more. The page stays listed."),
        ]),
        (_("What you do then"), [
            _("Every six months we ask: is all of it still true? One tap answers."),
            _("Name a second person who may change the page, so that it does not depend on you alone."),
            _("When you leave, hand it over. The last one who looks after a page cannot simply go."),
        ]),
        (_("Take care"), [
            _("Nobody here asks for money for registering or verifying."),
            _("We never ask for your code by telephone or message."),
        ]),
    ]  # fmt: skip


def sheet_of(language: str, address: str) -> dict:
    """The guide as the layout reads it; the language is the active one."""
    look = looks.current()
    colours = {name: palette.to_hex(colour) for name, colour in palette.tokens(look.hues, "light").items()}
    return {
        "language": language, "direction": direction_of(language), "platform": look.name, "owner": look.owner,
        "colours": colours, "emblem": look.favicon(), "code": code_svg(address, border=2), "address": address,
        "shown": address.partition("://")[2].rstrip("/"), "title": _("Register your association"),
        "lead": _("Five minutes on a phone. A group without papers is as welcome as a federation."),
        "scan": _("Begin here"), "pages": [_("Step by step"), _("What to know")],
        "panels": [{"title": one.title, "body": one.body, "drawing": drawing(one.picture, colours)}
                   for one in panels()],
        "chapters": [{"title": title, "lines": lines} for title, lines in chapters()],
    }  # fmt: skip
