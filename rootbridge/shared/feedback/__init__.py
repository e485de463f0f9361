"""What readers say: was this useful, notes that are answered, ratings, the standing survey. No account is needed.

Nouns: tally, remark, note, rating, survey count, change. Reads: the registries of what can be judged and rated.
Registers: its verbs, queue, panel, indicators, room of the account, what is past its time.
Declared modules: registry, opinions (the box under a page), pages, ratings, questions, results.
"""
