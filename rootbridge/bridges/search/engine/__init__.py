"""What searches: a contract (`contract.Engine`) and today's one that fulfils it, PostgreSQL's full text.

ROOTBRIDGE_SEARCH_ENGINE names another class that fulfils the contract; nothing outside this package would notice.
"""

from .contract import Answer, Asked, Choice, Count, Engine, Hit
from .current import engine

__all__ = ["Answer", "Asked", "Choice", "Count", "Engine", "Hit", "engine"]
