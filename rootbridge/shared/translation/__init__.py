"""What exists in which language: content with one row a language, its owner, its review date, its sources.

Nouns: article (abstract: what guides and answers share), submission (a draft sent for approval), check, keeper,
picture; wording (an original in passages), rendering (a translation and what it was made from), term. Rooms within:
``editorial`` (those who write and approve), ``languages`` (the translators). Registers: verbs, menu entries, chores,
sections of freshness. Declared modules: loading (texts of a pack), library (its shelves, a text's page), rows (texts in
a list), reading (in which language), desks (who answers), related (texts of other subjects), waiting (for an editor),
editing, editor_forms (in Wagtail's editor), journal (its log as audit), kinds (of text), readability, passages and
aligning (a text in pieces that keep their names), comparing (two versions),
authors (of a draft), publishing (a translation).
"""
