"""The back office: what waits, people at work and their roles, looks, the record, parts, the manual.

Nouns: none of its own; it shows and changes those of the rooms below. Registers: its menu, notices, verbs, open work,
what is past its time. Listens to moderation and tells both sides.
Declared modules: editor, waiting, looking, sentences, manual, outdated.
"""
