from .collection import Collection, Entry
from .resource import WORKERS, Kind, Licence, Resource
from .version import Count, Version

__all__ = ["WORKERS", "Collection", "Count", "Entry", "Kind", "Licence", "Resource", "Version"]
