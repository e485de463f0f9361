"""Documents that associations make their own: statutes, accounts, a project sheet, data protection."""

from .making import PAPERS, SHEET, WORD, Document, make

__all__ = ["PAPERS", "SHEET", "WORD", "Document", "make"]
