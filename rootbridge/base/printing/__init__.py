"""Sheets of paper: what is laid out by typst and comes out as a PDF of one page.

Nouns: press (the compiler), sheet (a layout in ``sheets/``), flyer (what a layout is filled with). Declared modules:
press, flyer, drawer (what was printed before). Registers: the chore that empties the drawer.
"""
