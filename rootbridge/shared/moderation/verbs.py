from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.registry import add_verb

add_verb("moderation.reported", _("A reader reported something"))
add_verb("moderation.decided", _("%(actor)s decided on a report"))
add_verb("moderation.put_back", _("%(actor)s put something back on the pages"))
