"""Offices and their people, as everybody finds them and as those at work keep them.

Nouns: directory, coverage, badge, own page (what a focal point has to do this month). Registers: its menu entries and
part, a room of the account, what waits, verbs' notices, chores, search sources, what privacy exports and erases.
Declared modules: drawing, coverage, letters, listing.
"""
