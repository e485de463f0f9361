"""Letters: kinds of message, written in the receiver's language in the transaction of the change, sent later; and the
mailbox of the platform, read over IMAP.

Nouns: letter, received (that one came). Registers: nothing. Reads: the registry of readers that upper apps fill.
Declared modules: writing (renders a letter), post (sends what is due); mailbox (fetches what came, each letter once),
incoming (what a letter says), quoting (what in it is new), addresses (where a reply goes), registry.
"""
