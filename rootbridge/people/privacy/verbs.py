from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.registry import add_verb

add_verb("privacy.consent_given", _("%(actor)s opened a field"), by_staff=False)
add_verb("privacy.consent_withdrawn", _("%(actor)s closed a field"), by_staff=False)
add_verb("privacy.exported", _("%(actor)s took a copy of their data"), by_staff=False)
add_verb("privacy.erased", _("An account was erased"), by_staff=False, is_public=True)
