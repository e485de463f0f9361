"""PO, the format of gettext: writing it, and reading what comes back."""

import io

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po
from django.utils.translation import gettext as _

from rootbridge.base.core.text import clean_text

from .leaves import Leaf, Refused, Unit

PART = "#"  # between the name of a text and that of a passage


def write(leaves: list[Leaf]) -> bytes:
    """One catalogue; the leaves are of one language."""
    first = leaves[0]
    catalogue = Catalog(locale=first.language, project="Rootbridge", charset="utf-8", fuzzy=False)
    catalogue.header_comment = "# " + " · ".join(clean_text(leaf.title) for leaf in leaves[:20])
    for leaf in leaves:
        for unit in leaf.units:
            catalogue.add(
                clean_text(unit.source), clean_text(unit.target), context=f"{leaf.name}{PART}{unit.key}",
                auto_comments=[unit.label, *unit.notes], flags=[] if unit.is_done or not unit.target else ["fuzzy"],
                previous_id=[clean_text(unit.before)] if unit.before else (),
            )  # fmt: skip
    file = io.BytesIO()
    write_po(file, catalogue, width=0, include_previous=True)
    return file.getvalue()


def read(body: bytes, name: str) -> list[Leaf]:
    """The leaves of a file. Raises Refused."""
    try:
        catalogue = read_po(io.BytesIO(body), abort_invalid=True, ignore_obsolete=True)
    except PoFileError as error:
        raise Refused(_("This line is no PO."), (error.lineno or 0) + 1, name) from error
    except (ValueError, LookupError, AttributeError, IndexError) as error:
        raise Refused(_("This is no PO file in UTF-8."), 0, name) from error
    language = str(catalogue.locale_identifier or "").replace("_", "-").lower()
    found: dict[str, Leaf] = {}
    for message in catalogue:
        if message.id:
            _read(message, language, found, name)
    if not found:
        raise Refused(_("There is no text in this file."), 0, name)
    return list(found.values())


def _read(message, language, found, name) -> None:
    line = message.lineno or 0
    text, _part, key = (message.context or "").rpartition(PART)
    if not text or not isinstance(message.id, str) or not isinstance(message.string, str):
        raise Refused(_("This passage does not say where it belongs: its context is missing."), line, name)
    leaf = found.setdefault(text, Leaf(text, "", "", language, [], line=line, file=name))
    words = clean_text(message.string)
    leaf.units.append(Unit(key, clean_text(message.id), words, bool(words) and not message.fuzzy, line=line))
