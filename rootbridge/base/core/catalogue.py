"""The words of the interface: gathered from Python and Jinja2, kept in ``locale/<language>/LC_MESSAGES/django.po``.

Babel does all of it, so no gettext is needed on the machine. English is the language of the source and has no file.
"""

import io
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings

MAPPING = [("**/jinja2/**", "jinja2"), ("**/migrations/**", "ignore"), ("**.py", "python")]
OPTIONS = {
    "**/jinja2/**": {
        "encoding": "utf-8",
        "trimmed": "true",
        "newstyle_gettext": "true",
        "silent": "false",
        "extensions": "jinja2.ext.do",
    }
}
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
SOURCE = "en"
HEADER = "# The words of Rootbridge, under the licence of Rootbridge."


def languages() -> list[str]:
    """The languages that need a translation."""
    return [code for code, _name in settings.LANGUAGES if code != SOURCE]


def path_of(language: str) -> Path:
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"


def gathered() -> Catalog:
    """Every text of the interface as it stands in the source, with the file it comes from."""
    catalogue = Catalog(charset="utf-8")
    root = Path(settings.BASE_DIR) / "rootbridge"
    found = extract_from_dir(root, MAPPING, OPTIONS, KEYWORDS, comment_tags=["Translators:"], strip_comment_tags=True)
    for file, _line, words, comments, context in sorted(found, key=lambda row: (row[0], row[1])):
        catalogue.add(words, None, [(f"rootbridge/{file}", 0)], auto_comments=comments, context=context)
    return catalogue


def read(language: str) -> Catalog:
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8", project="Rootbridge", header_comment=HEADER)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def bring_up_to_date(language: str, source: Catalog) -> Catalog:
    """Write the language's file anew: new texts empty, texts that are gone left out."""
    catalogue = read(language)
    catalogue.update(deepcopy(source), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    for message in catalogue:
        message.locations = sorted({(file, None) for file, _line in message.locations})
    path = path_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=110, include_lineno=False, omit_header=False, sort_output=True)
    path.write_bytes(buffer.getvalue())
    return catalogue


def faults(language: str, source: Catalog) -> Iterator[str]:
    """What is wrong with a language: texts that are missing, not translated, unsure, or with other placeholders."""
    catalogue = read(language)
    for wanted in source:
        if not wanted.id:
            continue
        message = catalogue.get(wanted.id, context=wanted.context)
        if message is None:
            yield f"{language}: not in the file: {wanted.id!r}"
        elif not _is_translated(message):
            yield f"{language}: not translated: {wanted.id!r}"
        elif message.fuzzy:
            yield f"{language}: unsure: {wanted.id!r}"
        else:
            yield from (f"{language}: {error}: {wanted.id!r}" for error in message.check(catalogue))


def _is_translated(message: Message) -> bool:
    words = message.string if isinstance(message.string, list | tuple) else [message.string]
    return bool(words) and all(words)


def compile_stale() -> None:
    """Compile each language whose words are newer than what was compiled; nothing where the folder is read-only."""
    for language in languages():
        path = path_of(language)
        compiled = path.with_suffix(".mo")
        if not path.exists() or (compiled.exists() and compiled.stat().st_mtime >= path.stat().st_mtime):
            continue
        buffer = io.BytesIO()
        write_mo(buffer, read(language))
        try:
            part = compiled.with_suffix(".part")
            part.write_bytes(buffer.getvalue())
            part.replace(compiled)
        except OSError:
            return
