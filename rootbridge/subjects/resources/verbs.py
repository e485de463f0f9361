from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.registry import add_verb

add_verb("resources.added", _("%(actor)s added a record to the library"), by_staff=True, is_public=True)
add_verb("resources.changed", _("%(actor)s changed a record of the library"), by_staff=True, is_public=True)
add_verb("resources.taken_off", _("%(actor)s took a record out of the library"), by_staff=True, is_public=True)
add_verb("resources.put_back", _("%(actor)s put a record back into the library"), by_staff=True, is_public=True)
add_verb("resources.collected", _("%(actor)s changed a collection"), by_staff=True, is_public=True)
