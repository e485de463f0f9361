"""Associations and other organisations: registering, verification, claiming; their pages.

Nouns are those of ``people/organisations``. Registers: menus, what can be reported and appealed against, notices.
"""
