from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.registry import add_verb

add_verb("moderation.reported", _("A reader reported something"), by_staff=False)
add_verb("moderation.decided", _("%(actor)s decided on a report"), by_staff=True)
add_verb("moderation.put_back", _("%(actor)s put something back on the pages"), by_staff=True)
add_verb("moderation.appealed", _("%(actor)s appealed against a decision"), by_staff=False)
add_verb("moderation.appeal_decided", _("%(actor)s decided on an appeal"), by_staff=True)
