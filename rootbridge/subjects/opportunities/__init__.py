"""Needs and the people who answer them.

Nouns: need, publication, closing, answer, step. Registers: its menu entry, search source, verbs, notices, indicators.
"""
