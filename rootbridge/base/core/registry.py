"""How knowledge goes up the house without an import: lower apps read a registry that upper apps fill."""

from collections.abc import Iterator
from typing import Generic, TypeVar

from . import parts

Entry = TypeVar("Entry")


class Registry(Generic[Entry]):
    """Entries by key, in the order they declare; those of a part that is switched off do not exist.

    An entry may carry ``part`` (the label of the part it belongs to) and ``order`` (a number).
    """

    def __init__(self, name: str):
        self.name = name
        self._entries: dict[str, Entry] = {}

    def add(self, key: str, entry: Entry) -> Entry:
        if key in self._entries and self._entries[key] is not entry:
            raise ValueError(f"{self.name}: {key} is registered twice")
        self._entries[key] = entry
        return entry

    def get(self, key: str) -> Entry | None:
        entry = self._entries.get(key)
        return entry if entry is not None and self._is_on(entry) else None

    def __contains__(self, key: str) -> bool:
        return self.get(key) is not None

    def __iter__(self) -> Iterator[Entry]:
        entries = [entry for entry in self._entries.values() if self._is_on(entry)]
        return iter(sorted(entries, key=lambda entry: getattr(entry, "order", 0)))

    def all(self) -> dict[str, Entry]:
        """Every entry, of sleeping parts too: for checks and for exports of what is kept."""
        return dict(self._entries)

    @staticmethod
    def _is_on(entry: Entry) -> bool:
        part = getattr(entry, "part", "")
        return not part or parts.is_on(part)
