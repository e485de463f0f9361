"""Who did what to which, in one table; and who looked at whose data.

Nouns: record (ids, field names, keyed digests), seal (the hash chain over records), personal value (the
words before and after, under a key of the person that erasure destroys), look.
Registers: nothing. Reads: the registry of verbs that every app fills in ``verbs.py``.
Declared modules: registry, chain, keys.
"""
