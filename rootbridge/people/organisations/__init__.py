"""Associations of all sizes, institutions, employers, universities.

Nouns: organisation. Registers: the audience kind ``organisation``, its verbs.
Declared modules: audience.
"""
