"""What was printed before: a PDF lies under the digest of all it was made from, so it is never old.

Every process of the platform finds what another printed; the oldest go after a week.
"""

import hashlib
import json
import secrets
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.conf import settings

from .press import FONTS, SHEETS, press

DAYS = 7
SECONDS_OF_A_DAY = 24 * 3600


def kept_or(sheet: str, data: dict, *, before: Callable[[], None] = lambda: None) -> bytes:
    """The PDF of a sheet filled with data. ``before``: called when it has to be laid out, may refuse by raising."""
    said = json.dumps([sheet, _layout(), data], sort_keys=True)
    path = _folder() / f"{hashlib.sha256(said.encode()).hexdigest()}.pdf"
    try:
        return path.read_bytes()
    except FileNotFoundError:
        before()
    body = press().print(sheet, data)[0]
    path.parent.mkdir(parents=True, exist_ok=True)
    written = path.with_name(f".{secrets.token_hex(8)}")
    written.write_bytes(body)
    written.replace(path)
    return body


def empty() -> int:
    """Take out what lies there longer than a week; how many. It is printed again when somebody asks."""
    gone, oldest = 0, time.time() - DAYS * SECONDS_OF_A_DAY
    for path in _folder().glob("*"):
        try:
            if path.stat().st_mtime < oldest:
                path.unlink()
                gone += 1
        except FileNotFoundError:
            continue
    return gone


def _folder() -> Path:
    return Path(settings.ROOTBRIDGE_DATA_DIR) / "printed"


@cache
def _layout() -> str:
    """A digest of the layouts and of the fonts."""
    digest = hashlib.sha256()
    for path in sorted([*SHEETS.glob("*.typ"), *FONTS.glob("*.ttf")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()
