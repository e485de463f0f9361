"""The verbs of the house, each with its sentence. Every app adds its own in ``verbs.py``."""

from dataclasses import dataclass

from rootbridge.base.core.registry import Registry


@dataclass(frozen=True)
class Verb:
    """``sentence``: lazy text with %(actor)s. ``is_public``: may a public page look different after it?"""

    key: str
    sentence: str
    is_public: bool = False
    part: str = ""
    order: int = 0


verbs: Registry[Verb] = Registry("audit verbs")


def add_verb(key: str, sentence: str, *, is_public: bool = False) -> Verb:
    return verbs.add(key, Verb(key, sentence, is_public))
