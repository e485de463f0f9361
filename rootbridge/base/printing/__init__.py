"""Sheets of paper: what is laid out by typst and comes out as a PDF of one page.

Nouns: press (the compiler), sheet (a layout in ``sheets/``), flyer (what a layout is filled with), code (the square that
a telephone reads). Declared modules: press, flyer, code, drawer (what was printed before). Registers: its chore.
"""
