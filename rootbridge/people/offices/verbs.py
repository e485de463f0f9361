from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.registry import add_verb

add_verb("offices.contacts_changed", _("%(actor)s changed how an office is reached"), by_staff=True)
add_verb("offices.changed", _("%(actor)s changed an office"), by_staff=True, is_public=True)
add_verb("offices.person_changed", _("%(actor)s changed who answers at an office"), by_staff=True, is_public=True)
add_verb("offices.person_asked", _("%(actor)s asked somebody to answer at an office"), by_staff=True)
add_verb(
    "offices.person_confirmed", _("Somebody confirmed that they answer at an office"), by_staff=False, is_public=True
)
add_verb(
    "offices.person_declined", _("Somebody said that they do not answer at an office"), by_staff=False, is_public=True
)
add_verb("offices.person_checked", _("Somebody confirmed that what an office says is true"), by_staff=False)
add_verb("offices.person_left", _("The time of somebody at an office is over"), by_staff=False, is_public=True)
add_verb("offices.invitation_withdrawn", _("%(actor)s took back what was asked of somebody"), by_staff=True)
add_verb("offices.batch_brought", _("%(actor)s brought a list of offices"), by_staff=True)
add_verb("offices.batch_approved", _("%(actor)s approved a list of offices"), by_staff=True)
add_verb("offices.batch_read_in", _("%(actor)s read in a list of offices"), by_staff=True, is_public=True)
add_verb("offices.batch_dropped", _("%(actor)s gave up a list of offices"), by_staff=True)
add_verb("offices.batch_undone", _("%(actor)s took back a list of offices"), by_staff=True, is_public=True)
add_verb("offices.meeting_written", _("%(actor)s wrote down a meeting"), by_staff=True)
add_verb("offices.meeting_changed", _("%(actor)s changed what stands of a meeting"), by_staff=True)
add_verb("offices.meeting_removed", _("%(actor)s removed a meeting"), by_staff=True)
add_verb("offices.monthly_written", _("%(actor)s wrote the message of a month"), by_staff=True)
