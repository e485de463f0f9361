"""The library: documents in several languages, collections of them, and texts that associations make their own.

Nouns: resource, version (it in one language: a file, an official address, or a document made here), collection,
count (how often something was fetched, by nobody in particular). Registers: its menu entry and part, tasks, what stands
beside them, search source, verbs, queue, what comes with every platform. Declared modules: toolkits (documents made
here), helping (what stands beside a task), listing, loading, shelves.
"""
