"""Why a file is not taken."""


class Refused(Exception):
    """The sentence says what is wrong with the file and what to do, in the reader's language."""
