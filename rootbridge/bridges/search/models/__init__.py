from .entry import Entry
from .group import GroupWord, WordGroup, WordTaken
from .miss import Miss, Settling

__all__ = ["Entry", "GroupWord", "Miss", "Settling", "WordGroup", "WordTaken"]
