"""Letters: kinds of message, written in the receiver's language in the transaction of the change, sent later.

Nouns: letter. Registers: nothing. Declared modules: writing (renders a letter), post (sends what is due).
"""
