"""What the record says of texts and of their recordings."""

from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.registry import add_verb

from .journal import follow, register_verbs

register_verbs()
follow()
add_verb("translation.recording_added", _("%(actor)s let a text be heard"), by_staff=True, is_public=True)
add_verb("translation.recording_changed", _("%(actor)s said anew who reads a text"), by_staff=True)
add_verb("translation.recording_confirmed", _("%(actor)s found a recording still right"), by_staff=True)
add_verb("translation.recording_taken_off", _("%(actor)s took a recording off"), by_staff=True, is_public=True)
add_verb("translation.recording_put_back", _("%(actor)s put a recording back"), by_staff=True, is_public=True)
add_verb("translation.term_written", _("%(actor)s wrote a term of the glossary"), by_staff=True)
add_verb("translation.term_changed", _("%(actor)s changed a term of the glossary"), by_staff=True)
add_verb("translation.term_removed", _("%(actor)s removed a term of the glossary"), by_staff=True)
add_verb("translation.file_taken", _("%(actor)s took over a file of translations"), by_staff=True)
add_verb("translation.file_undone", _("%(actor)s took back a file of translations"), by_staff=True)
add_verb("translation.machine_asked", _("%(actor)s asked a machine for a translation"), by_staff=True)
