"""Offices that answer: town halls, ministries, embassies, desks; and the people who answer there.

Nouns: office, focal point, opening hours. Registers: the audience kind ``office``, its verbs, its exporter.
Declared modules: audience, hours.
"""
