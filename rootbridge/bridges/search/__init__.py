"""One search box over everything that everybody may read: forgiving of case, accents, endings and misspellings.

Nouns: entry (a text in the index), miss (words for which nothing was found, counted without the person), settling (what
was done about it), word group (synonyms that the staff write).
Reads: ``core.findable``, where every subject says what can be found. Registers: its panel in the back office.
Declared modules: index (writing it), query (what was typed), synonyms, finding (ranking), loading (of a pack).
"""
