"""Conversations: numbered messages between somebody who asks and the people of a desk, live or by plain page.

Nouns: conversation, seat (one who may speak in it), message, file. Registers: what is past its time, exporter.
Declared modules: ledger (stores and reads messages by plain SQL, rights checked in the same statement); of files
contents (what they hold), vault (sealed bytes on disk), store (keeps them), opening (at the desk), uploading, endings
(when they go).
"""
