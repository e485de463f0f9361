from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.registry import add_verb

add_verb("moderation.reported", _("A reader reported something"), by_staff=False)
add_verb("moderation.decided", _("%(actor)s decided on a report"), by_staff=True)
add_verb("moderation.put_back", _("%(actor)s put something back on the pages"), by_staff=True)
add_verb("moderation.appealed", _("%(actor)s appealed against a decision"), by_staff=False)
add_verb("moderation.appeal_decided", _("%(actor)s decided on an appeal"), by_staff=True)
add_verb("moderation.prepared_kept", _("%(actor)s wrote a prepared decision"), by_staff=True)
add_verb("moderation.prepared_undone", _("%(actor)s took back a change of a prepared decision"), by_staff=True)
add_verb("moderation.prepared_removed", _("%(actor)s took a prepared decision away"), by_staff=True)
