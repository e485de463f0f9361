"""What exists in which language: content with one row a language, its owner, its review date, its sources.

Nouns: article (abstract: what guides and answers share). Registers: verbs for what happens to a text.
Declared modules: loading (the texts of a pack), rows (texts in a list), journal (the editor's log becomes audit).
"""
