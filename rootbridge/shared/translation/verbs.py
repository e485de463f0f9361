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
