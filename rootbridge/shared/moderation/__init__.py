"""What somebody should look at: reports and signs about any thing a person wrote, decided inside its region.

Nouns: case (what waits, with its clock), report, signal, decision, hold (off the pages until somebody has looked),
prepared decision, appeal (decided by somebody else). Reads: the registry of what can be reported and appealed. Upper
rooms submit texts by `lookout.look_at`, and listen and tell both sides.
Registers: its verbs, queue, menu entry, room of the account, exporter, chore, shipped decisions.
Declared modules: registry, gate, clock, signs, lookout, queue, hearers, lateness, appealing, rules, shipped.
"""
