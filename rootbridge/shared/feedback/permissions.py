"""Who answers notes, and who keeps the survey's register."""

from .models.note import READERS


def may_answer_note(user, note) -> bool:
    """Administrators and editors whose place holds that of the page; of the whole platform those of everything."""
    return user.reach.covers(*READERS, path=note.place_path)


def may_read_notes(user) -> bool:
    return user.reach.holds(*READERS)


def may_keep_survey(user) -> bool:
    """Administrators and editors of everything."""
    return user.reach.covers(*READERS)
