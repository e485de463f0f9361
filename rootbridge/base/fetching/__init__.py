"""The one way out: reads public addresses on the open web, never the inner network; and checks those that pages name.

Nouns: address. Registers: its rule, the checking of addresses.
Declared modules: network (where a name leads, and which numbers are public), fetcher (one request, every hop looked
at), checking (what an address answers), registry (whose addresses are checked), rounds (when).
"""
