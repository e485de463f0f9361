"""Who tends the search: its words hold for the whole platform."""

TENDERS = ("administrator", "editor")


def may_edit_words(user) -> bool:
    """Administrators and editors of everything: a synonym changes what everybody finds."""
    return user.reach.covers(*TENDERS)


def may_see_misses(user) -> bool:
    """Whoever may write an answer to what was looked for in vain."""
    return user.reach.holds(*TENDERS)
