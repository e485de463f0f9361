"""Facts nobody here owns: places, languages, occupations and skills.

Nouns: Place (country, region, locality) and FormerAddress; Occupation and Skill with their labels in many languages;
Edition (one loading of a taxonomy); Recogniser (free text in, occupations or skills out).
Registers: nothing.
Declared modules: countries, gazetteer, languages, phones, topics, starter, esco, bundles, staging, folding,
lexicon, recognition, helplines, units, slugs, tables, place_lists, geonames, place_staging, place_writing,
place_import.
"""
