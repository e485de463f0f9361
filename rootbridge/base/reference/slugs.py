"""The word of a place in addresses: its name in Latin letters, made from what it is called in English or nearby."""

import re

from rootbridge.base.core.text import search_key

LONGEST = 60
# In whose letters an address is written, the first that a place has a name for.
FIRST = ("en", "ro", "fr", "es")


def slug_of(names: dict[str, str], code: str) -> str:
    """ "stinga-nistrului" for {"ro": "Stînga Nistrului"}; the code where no name has Latin letters."""
    written = [names[language] for language in FIRST if language in names]
    written += [name for language, name in sorted(names.items()) if language not in FIRST]
    return next((word for name in written if (word := _in_ascii(name))), _in_ascii(code) or "place")


def _in_ascii(text: str) -> str:
    key = search_key(text)
    if not key.isascii():
        return ""
    return re.sub(r"[^a-z0-9]+", "-", key).strip("-")[:LONGEST].strip("-")
