"""Open bytes on disk, each file under the digest of what it holds: the same bytes lie there once."""

import os
import secrets
from pathlib import Path

from django.conf import settings


def path_of(digest: str, ending: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "open" / digest[:2] / f"{digest}.{ending}"


def put(digest: str, ending: str, body: bytes) -> None:
    """On disk when it returns. Twice changes nothing; a kill leaves no half of a file under its name."""
    path = path_of(digest, ending)
    if path.is_file():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    written = path.with_name(f".{secrets.token_hex(8)}")
    with written.open("wb") as out:
        out.write(body)
        out.flush()
        os.fsync(out.fileno())
    written.replace(path)


def remove(digest: str, ending: str) -> None:
    path_of(digest, ending).unlink(missing_ok=True)
