"""What every room of the house stands on, knowing nothing of diasporas.

Nouns: registries and menus, parts and their switches, keeping (what a field keeps about people and why),
bearings (where the reader lives, at which stage, where home is), content versions and fragments,
clean text and search keys, the rules of access.
Registers: nothing; it autodiscovers the registration modules of every other app.
Declared modules: environment, registry, menus, parts, keeping, bearings, versions, fragments, text, access, origin,
context, queue, findable, figures, clock, counters.
"""
