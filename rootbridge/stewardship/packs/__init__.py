"""Ready-made platforms and their sample data: loaded by one command, marked on every page, removed by one command.

Nouns: pack (a folder of data), sample (a row that a pack made), cast (sample people one can sign in as).
Registers: the sample-data bar. Only with sample data, a loopback address and the demo setting: the outbox and
signing in as a sample person. Declared modules: pack, loading, drawing, history, talks, papers, stories, reports, removal,
demo.
"""
