"""Whose data is seen by whom: consents with their text and date, audiences, export, erasure.

Nouns: audience (a kind and an id that upper rooms register), consent (one dated row for each field and audience).
Reads: the registries of audiences, exporters and erasers. Registers: its verbs and its page.
Declared modules: audiences, exporters, erasure, export.
"""
