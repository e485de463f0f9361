"""The front page, the member's own page, and the deck between here and home that stands on every page.

Nouns: deck, bearings (asked of a visitor without an account). Registers: the deck and the links of every page.
Declared modules: deck.
"""
