"""Texts that nobody should be caught reading: of violence, forced work, papers taken away. A pack names them."""

import json
from functools import cache
from pathlib import Path

from django.conf import settings


def is_sensitive(slug: str) -> bool:
    """Does the page of this text carry the way out, "leave quickly"?"""
    return slug in _named(settings.ROOTBRIDGE_PACK)


@cache
def _named(pack: str) -> frozenset:
    path = Path(settings.ROOTBRIDGE_PACKS_DIR) / pack / "pack.json"
    return frozenset(json.loads(path.read_text("utf8")).get("sensitive", ())) if path.is_file() else frozenset()
