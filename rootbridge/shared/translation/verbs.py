from .journal import follow, register_verbs

register_verbs()
follow()
