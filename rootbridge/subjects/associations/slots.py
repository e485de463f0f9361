"""What associations hang into lower rooms."""

from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.parts import Part, register

PART = "associations"

register(Part(PART, _("Associations"), 27))
