"""Questions with an answer, a name and a date; talks that lose nothing.

Nouns: published answer (a question many ask), question (one person's), chat (a talk that goes on). Registers: its menu
entries, search sources, verbs, notices, indicators, exporter, queue, chores, what can be judged and reported, who
reads mail. Declared modules: loading (of a pack), staff, readers (the offices that may read a question), own (for the
member's page), following (by number and PIN), intake (a question with all that belongs to it), behalf and
counter_forms (ways to ask), attachments and file_forms (its files), letters_in (what mail becomes), queue, steps (of a
question), usual (how long a reply takes), traces (what tells who somebody is), case_figures (counts of desks),
desk_forms, own_forms, setting_forms; of talks chat_keys, chat_forms, chat_events, chat_figures, offers (what a desk
offers who wants to talk), prepared_words, translating.
"""
