"""Reports, decisions, appeals: about any thing a person wrote, decided inside the region it belongs to.

Nouns: report, decision. Reads: the registry of what can be reported. Registers: its verbs, notices, queue.
Declared modules: registry.
"""
