"""What offices hang into lower rooms: themselves, as readers of what members open."""

from . import audience, placed

__all__ = ["audience", "placed"]
