"""Reports and decisions: about any thing a person wrote, decided inside the region it belongs to.

Nouns: report, decision, hold (off the pages until somebody has looked). Reads: the registry of what can be reported.
Registers: its verbs, queue, menu entry, room of the account, exporter. Upper rooms listen and tell both sides.
Declared modules: registry, gate.
"""
