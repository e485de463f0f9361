"""Needs and the people who answer them.

Nouns: need, proposal, publication, amendment, closing, answer, step, tally (what stays of erased answers).
Registers: menu entries, part, search source, verbs, notices, queue, figures, what can be reported, slots of the page
of a need, what privacy exports and erases. Declared modules: cards, comparing, desk, drawing, facts, framing,
listing, opening, own, planks, screening, showing, suggestions, tongues.
"""
