"""What the record says of public files."""

from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.registry import add_verb

add_verb("files.kept", _("%(actor)s put a file where everybody may fetch it"), by_staff=False)
