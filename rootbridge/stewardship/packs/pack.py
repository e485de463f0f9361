"""A pack as it lies on disk: data and settings, no code."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from django.conf import settings


class NoSuchPack(Exception):
    """There is no folder of this name under ``packs/``."""


@dataclass(frozen=True)
class Pack:
    name: str
    folder: Path

    @classmethod
    def named(cls, name: str) -> "Pack":
        folder = Path(settings.ROOTBRIDGE_PACKS_DIR) / name
        if not name.isidentifier() or not (folder / "pack.json").is_file():
            raise NoSuchPack(name)
        return cls(name, folder)

    def read(self, file: str):
        """A JSON file of the pack."""
        return json.loads((self.folder / file).read_text("utf8"))

    @cached_property
    def facts(self) -> dict:
        return self.read("pack.json")

    @property
    def country(self) -> str:
        return self.facts["country"]
