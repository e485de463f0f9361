from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.registry import add_verb

add_verb("members.joined", _("%(actor)s joined"), by_staff=False)
add_verb("members.changed", _("%(actor)s changed a profile"), by_staff=False)
add_verb("members.signed_in", _("%(actor)s signed in"), by_staff=False)
add_verb("members.invited", _("%(actor)s invited somebody to work here"), by_staff=True)
add_verb("members.invitation_withdrawn", _("%(actor)s took an invitation back"), by_staff=True)
add_verb("members.role_granted", _("%(actor)s gave a role"), by_staff=True)
add_verb("members.role_suspended", _("%(actor)s suspended a role"), by_staff=True)
add_verb("members.role_resumed", _("%(actor)s let a role go on"), by_staff=True)
add_verb("members.role_ended", _("%(actor)s ended a role"), by_staff=True)
add_verb("members.role_handed_over", _("%(actor)s handed a role over"), by_staff=True)
