"""Questions with an answer, a name and a date.

Nouns: published answer (a question many ask), question (one person's), reply.
Registers: its menu entry, search source, verbs, notices, indicators.
"""
