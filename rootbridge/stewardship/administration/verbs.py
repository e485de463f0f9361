from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.registry import add_verb

add_verb("administration.part_switched", _("%(actor)s switched a part"), by_staff=True, is_public=True)
add_verb("administration.looked", _("%(actor)s opened private data, for a reason"), by_staff=True)
add_verb("administration.look_ended", _("%(actor)s closed private data again"), by_staff=True)
add_verb("administration.look_missed", _("%(actor)s asked for private data and found nobody"), by_staff=True)
