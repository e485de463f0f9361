"""Associations of all sizes, institutions, employers, universities.

Nouns: organisation, tie, standing, verification, officer, membership, chapter, claim, registration, paper, name.
Registers: the audience kind ``organisation``, its verbs, what it keeps.
Declared modules: audience, skeletons (shapes of names), facts (own fields of each kind), doubles, neighbours (near
names in memory), official words.
"""
