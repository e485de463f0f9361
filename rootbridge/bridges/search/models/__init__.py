from .entry import Entry, Item, Shelf, Word
from .group import GroupWord, WordGroup, WordTaken
from .miss import Miss, Settling

__all__ = ["Entry", "GroupWord", "Item", "Miss", "Settling", "Shelf", "Word", "WordGroup", "WordTaken"]
