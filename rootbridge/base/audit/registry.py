"""The verbs of the house, each with its sentence. Every app adds its own in ``verbs.py``."""

from dataclasses import dataclass

from rootbridge.base.core.registry import Registry


@dataclass(frozen=True)
class Verb:
    """``sentence``: lazy text with %(actor)s. ``by_staff``: is it only ever done at work, so that the record names who
    did it? What members do for themselves is told without a name. ``is_public``: may a public page look different
    after it?"""

    key: str
    sentence: str
    by_staff: bool
    is_public: bool = False
    part: str = ""
    order: int = 0


verbs: Registry[Verb] = Registry("audit verbs")


def add_verb(key: str, sentence: str, *, by_staff: bool, is_public: bool = False) -> Verb:
    return verbs.add(key, Verb(key, sentence, by_staff, is_public))
