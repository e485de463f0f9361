"""Programmes that help a business or a place: rules as data, calls, applications, review, decision, accompaniment.

Nouns: programme, its terms (share, paper, criterion, stage, question, rule), call, application, party, attachment,
assignment, score, decision, milestone, visit.
Registers: menu entries, part, search source, verbs, notices, queue, figures, chores, what privacy exports and erases.
Declared modules: ballot, budget, checking, contradictions, dossier, drawing, eligibility, gaps, history, looking,
picking, talk, wording.
"""
