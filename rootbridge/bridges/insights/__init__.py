"""Figures, never persons: what every part counts, small cells hidden so that nobody can be worked out.

Nouns: report (one indicator over a period and a scope), suppression. Reads: the registry of indicators.
Registers: its menu entry, the figures on the first page at work. Declared modules: suppression, grouping, parts,
spans, reports, sheets.
"""
