"""One page for each region, district and commune: kept by its authority in ten minutes a month, and mended from below.

Nouns: page (its lead, the estimate, when it was last kept), entry (a priority, document, facility, investment, news,
picture), phase (a dated state of an investment), contribution (said from below, with its clock), caretaker, round (a
month's look), following, living (how many members live where). Registers: menus, part, what waits, what can be
reported, search source, freshness, indicators, chores, notices. Declared modules: addresses, census, digest, drawing,
keepers, listing, overview, questions, showing, sheets.
"""
