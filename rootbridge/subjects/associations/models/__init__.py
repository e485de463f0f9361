"""What an association tells on its page, what is written to it, and lists that are brought in."""

from .letter import Letter
from .load import Load, Loaded, LoadMark, WhyLeft
from .telling import Document, News, Project, ProjectState

__all__ = ["Document", "Letter", "Load", "LoadMark", "Loaded", "News", "Project", "ProjectState", "WhyLeft"]
