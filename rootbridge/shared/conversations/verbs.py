from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.registry import add_verb

add_verb("conversations.file_sent", _("%(actor)s sent a file"), by_staff=False)
add_verb("conversations.file_opened", _("%(actor)s opened a file"), by_staff=True)
add_verb("conversations.file_kept_longer", _("%(actor)s asked to keep a file longer"), by_staff=False)
