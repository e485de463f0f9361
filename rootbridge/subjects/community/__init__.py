"""Members who choose to be found, contact without addresses, and small groups.

Nouns: profile (an entry of the directory), exclusion (who must not find whom), harvest (profiles seen in a day),
contact, passage (what a report carries), group, membership, vacancy, join request, removal, invitation, post, file.
Registers: part, menu entries, circles of readers, queue, notices, what can be reported and appealed, chores, figures,
a search source, what privacy exports and erases. Declared modules: circles, directory, places, telling, feed,
desk, loading, vacancies.
"""
