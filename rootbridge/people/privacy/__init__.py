"""Whose data is seen by whom: consents with their text and date, audiences, export, erasure.

Nouns: audience (a kind and an id that upper rooms register), consent (one dated row for each field and audience),
openable (a field that can be opened), room (an entry of the account's menu).
Reads: the registries of audiences, openables, exporters, erasers and rooms. Registers: its verbs, room, exporters.
Declared modules: audiences, opening, rooms, inventory, export, erasure, freshness.
"""
