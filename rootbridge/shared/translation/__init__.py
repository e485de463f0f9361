"""What exists in which language: content with one row a language, its owner, its review date, its sources.

Nouns: article (abstract: what guides and answers share), submission (a draft sent for approval), check, keeper,
picture. Registers: its verbs, its menu entry, chores, the sections of freshness.
Declared modules: loading (the texts of a pack), library (its shelves, the page of one text), rows (texts in a list),
reading (in which language), desks (who answers for a text), related (texts of other subjects), waiting (for an
editor), editing and editor_forms (in Wagtail's editor), journal (its log as audit); kinds (of text), comparing (two
versions), readability, scheduling (days set), reviewing (the course of a check), freshness (a score), owners (who
looks after and who approves), announcing (for upper rooms), work_lists and desk_forms (of those who write).
"""
