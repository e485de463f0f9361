"""Was this useful: a yes or a no about any page, without an account and without a trace of who.

Nouns: vote, remark. Reads: the registry of what can be judged. Declared modules: registry.
"""
