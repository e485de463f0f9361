"""Guides for each stage of life: what it is, what you need, steps, who answers, when it was last checked.

Nouns: guide. Registers: its menu entry, search source, verbs, indicators, what can be judged and reported.
"""
