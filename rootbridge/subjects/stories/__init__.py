"""News, blog, success stories and leaflets: written by members and associations, read by somebody first, credited.

Nouns: story, edition (one writing of it: a draft, sent in, judged), telling (its words in one language), picture,
verdict. Registers: its menu entry and part, search source, verbs, notices, queue, what can be reported, judged and
appealed, what privacy exports and erases. Declared modules: marking (plain words into clean pages), drawing,
listing, feeds, own, desk, loading, sharing.
"""
