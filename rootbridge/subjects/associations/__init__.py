"""Associations and other organisations: registering, verification, claiming; directory, pages, their own desk; lists.

Nouns are those of ``people/organisations``; here: news, project, document, letter, load (a list brought in).
Declared modules: entries (a row of a list, read), bringing (writing a list), undoing (taking it back).
Registers: menus, what can be reported and appealed against, notices, what search finds, chores.
"""
