"""Offices that answer: town halls, ministries, embassies, desks; and the people who answer there.

Nouns: office, focal point, invitation, batch (a list brought by file), meeting, monthly (message and flyer of a month).
Registers: the audience kind ``office``, its verbs, its exporters. Declared modules: audience, hours, weeks, kit (what
upper rooms put at hand), importing (lists).
"""
