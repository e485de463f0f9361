"""What organisations hang into lower rooms: themselves, as readers of what members open."""

from . import audience

__all__ = ["audience"]
