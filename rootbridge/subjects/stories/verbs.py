from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.registry import add_verb

add_verb("stories.begun", _("%(actor)s began a story"), by_staff=False)
add_verb("stories.sent", _("%(actor)s sent a story in"), by_staff=False)
add_verb("stories.taken_back", _("%(actor)s took a story back before it was read"), by_staff=False)
add_verb("stories.thrown_away", _("%(actor)s threw a draft away"), by_staff=False)
add_verb("stories.accepted", _("%(actor)s published a story"), by_staff=True, is_public=True)
add_verb("stories.changes", _("%(actor)s asked for changes to a story"), by_staff=True)
add_verb("stories.refused", _("%(actor)s refused a story"), by_staff=True)
add_verb("stories.withdrawn", _("%(actor)s took a story off the pages"), by_staff=False, is_public=True)
add_verb("stories.brought_back", _("%(actor)s put a story back on the pages"), by_staff=False, is_public=True)
add_verb("stories.hidden", _("%(actor)s hid a story"), by_staff=True, is_public=True)
add_verb("stories.shown", _("%(actor)s showed a story again"), by_staff=True, is_public=True)
