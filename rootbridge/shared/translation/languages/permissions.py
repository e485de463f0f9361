"""Who translates: whoever writes texts of a place. Who shows a translation to readers: as with every text
(``editorial.permissions``)."""

from ..models import PUBLISHERS, WRITERS


def may_translate(user, wording) -> bool:
    """Draft a translation: whoever writes texts of the place."""
    return user.reach.covers(*WRITERS, path=wording.place.path)


def may_see_languages(user) -> bool:
    """Somebody whose role has a region, or everywhere, and who writes or publishes texts there."""
    return any(scope.kind in WRITERS and (scope.is_everywhere or scope.path) for scope in user.reach.scopes)


def may_keep_glossary(user) -> bool:
    """Administrators and editors of everything: a term holds for every text."""
    return user.reach.covers(*PUBLISHERS)


def may_ask_machine(user) -> bool:
    """Whoever publishes texts somewhere: a machine's month is shared by all."""
    return user.reach.holds(*PUBLISHERS)
