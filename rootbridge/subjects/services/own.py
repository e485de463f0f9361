"""Guides that fit a reader: for the front page and the member's own page. (To be filled by the builder of guides:
rows need .title .lead .url .foreign (language code when not the reader's, else "").)"""


def guides_for(bearings, topics, language, limit):
    return []


def often_asked(language):
    return []
