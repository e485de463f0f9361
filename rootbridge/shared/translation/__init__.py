"""What exists in which language: content with one row a language, its owner, its review date, its sources.

Nouns: article (abstract: what guides and answers share). Registers: nothing.
"""
