"""Members: accounts by e-mail alone, what they can do and would give, their ties to places, roles with a scope.

Nouns: member, ability (an occupation or skill in own words), language, giving, seeking, interest, role, invitation.
Registers: its verbs, notices, exporter and eraser.
Declared modules: access, adapters, backends, flows, reach.
"""
