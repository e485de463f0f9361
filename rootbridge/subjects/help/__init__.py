"""Questions with an answer, a name and a date; talks that lose nothing.

Nouns: published answer (a question many ask), question (one person's), chat (a talk that goes on). Registers: its menu
entries, search sources, verbs, notices, indicators, exporter, queue, chores, what can be judged and reported.
Declared modules: loading (of a pack), readers (the offices that may read a question), own (for the member's page),
following (by number and PIN), staff, chat_keys, chat_forms, chat_events, chat_figures, offers (what a desk offers who wants to talk),
prepared_words, translating.
"""
