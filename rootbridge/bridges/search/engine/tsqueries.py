"""What was typed, as PostgreSQL's tsqueries. Each word is quoted, so nothing that was typed is taken for a sign."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from ..query import Unit
from ..words import quoted, stem
from .spelling import Spelling

AS_IF_TYPED, RAREST = 3, 5
NONE = ""


@dataclass(frozen=True)
class Wording:
    """Units, and how each of their words may be spelt."""

    units: Sequence[Unit]
    spellings: dict[str, Spelling]

    def of(self, word: str) -> Spelling:
        return self.spellings.get(word) or Spelling(word)

    @property
    def wanted(self) -> str:
        """Every unit, by any of its names."""
        return " & ".join(self.unit(unit) for unit in self.units)

    @property
    def best(self) -> str:
        """Any word as it was typed, whole or as a beginning, or as it was put right."""
        return any_of(term for unit in self.units for word in unit.words for term in self._exact(self.of(word)))

    @property
    def loose(self) -> str:
        """Any word by any name."""
        words = [self._any(self.of(word)) for unit in self.units for word in unit.words]
        others = [beginning(stem(word)) for unit in self.units for term in unit.others for word in term]
        return any_of([*words, *others])

    @property
    def typed(self) -> str:
        """Every word as typed or put right, the last perhaps half typed."""
        return all_of(any_of(self._exact(self.of(word))) for unit in self.units for word in unit.words)

    def some(self) -> str:
        """The things that may have half of what was typed: any two of the rarest units, or any where there are two."""
        units = [unit for unit in self.units if unit.others or any(self.of(word).is_known for word in unit.words)]
        rarest = sorted(units, key=lambda unit: min(self.of(word).items for word in unit.words))[:RAREST]
        size = 2 if len(rarest) > 2 else 1
        if len(self.units) > 2 * len(rarest):
            return NONE
        return any_of(all_of(map(self.unit, chosen)) for chosen in combinations(rarest, size))

    def unit(self, unit: Unit) -> str:
        typed = all_of(self._any(self.of(word)) for word in unit.words)
        return any_of([typed, *(all_of(beginning(stem(word)) for word in other) for other in unit.others)])

    @staticmethod
    def _exact(spelling: Spelling) -> list[str]:
        if spelling.best:
            return [quoted(word) for word in spelling.best]
        return [quoted(spelling.word), beginning(spelling.word)]

    @staticmethod
    def _any(spelling: Spelling) -> str:
        if spelling.best:
            likely = [beginning(stem(word)) for word in spelling.best[:AS_IF_TYPED]]
            return any_of([*likely, *map(quoted, spelling.best), *map(quoted, spelling.close)])
        return any_of([beginning(stem(spelling.word)), *map(quoted, spelling.close)])


def all_of(parts: Iterable[str]) -> str:
    return _joined(" & ", parts)


def any_of(parts: Iterable[str]) -> str:
    return _joined(" | ", parts)


def beginning(word: str) -> str:
    """A lexeme that may go on; not of a letter or two, which half of all words begin with."""
    return f"{quoted(word)}:*" if len(word) > 2 else quoted(word)


def _joined(sign: str, parts: Iterable[str]) -> str:
    parts = list(dict.fromkeys(parts))
    return parts[0] if len(parts) == 1 else "(" + sign.join(parts) + ")"
