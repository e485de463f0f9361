"""What exists in which language: content with one row a language, its owner, its review date, its sources.

Nouns: article (abstract: what guides and answers share), wording (an original in passages), rendering (a translation
and what it was made from), term. Registers: its verbs. ``languages`` is the room of the translators.
Declared modules: loading (the texts of a pack), library (its shelves, the page of one text), rows (texts in a list),
reading (in which language), desks (who answers for a text), related (texts of other subjects), waiting (for an
editor), editing and editor_forms (in Wagtail's editor), journal (its log as audit), passages and aligning (a text in
pieces that keep their names).
"""
