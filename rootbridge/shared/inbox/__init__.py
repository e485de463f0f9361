"""Notices: each kind registered once, each member choosing how to be told of it.

Nouns: notice, preference. Reads: the registry of notice kinds that every app fills in ``notices.py``.
Declared modules: registry, telling.
"""
