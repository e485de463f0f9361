"""Figures, never persons: what every part counts, small cells hidden so that nobody can be worked out.

Nouns: report (one indicator over a period and a scope). Reads: the registry of indicators; hides small cells by the
rules of ``base/core`` (suppression, grouping, shares). Registers: its menu entry, the figures on the first page at
work. Declared modules: spans, reports, sheets.
"""
