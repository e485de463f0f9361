from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.registry import add_verb

add_verb("safety.trustee_named", _("%(actor)s named a trustee"), by_staff=True, is_public=True)
add_verb("safety.trustee_ended", _("%(actor)s ended a trustee’s time"), by_staff=True, is_public=True)
add_verb("safety.key_made", _("A trustee made a new key"), by_staff=False, is_public=True)
