"""Was this useful: a yes or a no about any page, without an account and without a trace of who.

Nouns: tally, remark. Reads: the registry of what can be judged. Registers: its panel in the back office,
what is past its time. Declared modules: registry, opinions (the box under a page).
"""
