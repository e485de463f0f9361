from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.registry import add_verb

add_verb("offices.contacts_changed", _("%(actor)s changed how an office is reached"), by_staff=True)
