"""Conversations: numbered messages between somebody who asks and the people of a desk, live or by plain page.

Nouns: conversation, seat (one who may speak in it), message. Registers: what is past its time, exporter.
Declared modules: statements (all SQL, rights checked within), ledger (for pages), talking (a conversation on a page),
tickets (a page's script takes its seat); of the live process, which loads no models: application, protocol (frames),
hub (who is connected), pushing, listening (nudges), relay (Redis), store (its connections), limits.
"""
