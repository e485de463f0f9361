"""Members: accounts by e-mail alone, what they can do and would give, their ties to places, roles with a scope.

Nouns: member, ability (an occupation or skill in own words), language, giving, seeking, interest, device, role,
invitation, code (six digits by mail), step (one short page of the profile).
Registers: its verbs, openable fields, rooms of the account, exporters and erasers.
Declared modules: access, adapters, backends, bodies, bounds, codes, doorkeeper, flows, homes, limits, reach,
steps.
"""
