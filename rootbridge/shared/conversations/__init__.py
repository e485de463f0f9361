"""Conversations: numbered messages between somebody who asks and the people of a desk, live or by plain page.

Nouns: conversation, seat (one who may speak in it), message, file. Registers: what is past its time, exporter.
Declared modules: statements (all SQL, rights checked within), ledger (for pages), protocol (frames), talking (a
conversation on a page), tickets (a page's script takes its seat), limits, live (the process that delivers); of files
store (keeps them), opening (at the desk), endings.
"""
