"""Where the reader stands: where they live, at which stage of life, where home is.

A visitor's own choice is a cookie, ``rb_here`` = ``IT.abroad.MD-OR`` (country, stage, place; each may be
empty), set only when they choose; a member's comes from the profile. Nothing else is remembered of a visitor.
"""

import re
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

COOKIE = "rb_here"
COOKIE_AGE = 60 * 60 * 24 * 365
COOKIE_SHAPE = re.compile(r"([A-Z]{2})?\.([a-z_]{0,16})\.([A-Z]{2}(?:-[A-Za-z0-9-]{1,60})?)?")


class Stage(models.TextChoices):
    PLANNING = "planning", _("I am planning to leave")
    ABROAD = "abroad", _("I live abroad")
    RETURNING = "returning", _("I am coming back")
    RETURNED = "returned", _("I have come back")
    BORN_ABROAD = "born_abroad", _("I was born abroad")
    HOME = "home", _("I live here, at home")


@dataclass(frozen=True)
class Bearings:
    """``living``: ISO country code; ``stage``: a Stage; ``home``: code of a place. Empty where not said."""

    living: str = ""
    stage: str = ""
    home: str = ""

    @classmethod
    def from_cookie(cls, value: str) -> "Bearings":
        match = COOKIE_SHAPE.fullmatch(value or "")
        if not match:
            return cls()
        living, stage, home = (group or "" for group in match.groups())
        return cls(living, stage if stage in Stage.values else "", home)

    def as_cookie(self) -> str:
        return f"{self.living}.{self.stage}.{self.home}"

    def __bool__(self) -> bool:
        return bool(self.living or self.stage or self.home)


def bearings_of(request) -> Bearings:
    """The reader's bearings: of the profile where somebody is signed in, else of their cookie."""
    user = request.user
    if user.is_authenticated:
        return user.bearings
    return Bearings.from_cookie(request.COOKIES.get(COOKIE, ""))
