"""Safe reports: of harassment or pressure by anybody, an official included, read by trustees and by nobody else.

Nouns: trustee, safe report, message, envelope. What is said is sealed to the keys of trustees before it is stored; no
key that opens it is on the server. Registers: its verbs, menu entry, room of the account, what goes with time.
Declared modules: registry, sealing, codes, uploads, keyfile.
"""
