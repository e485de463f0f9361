from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.registry import add_verb


def _add(name, sentence, *, by_staff=True, is_public=True):
    add_verb(f"localities.{name}", sentence, by_staff=by_staff, is_public=is_public)


_add("page_changed", _("%(actor)s changed the page of a place"))
_add("entry_added", _("%(actor)s added something to the page of a place"), by_staff=False)
_add("entry_changed", _("%(actor)s changed something on the page of a place"))
_add("entry_checked", _("%(actor)s said that something on the page of a place is still true"))
_add("entry_removed", _("%(actor)s took something off the page of a place"))
_add("entry_put_back", _("%(actor)s put something back on the page of a place"))
_add("entry_hidden", _("%(actor)s hid something on the page of a place"))
_add("entry_shown", _("%(actor)s showed something on the page of a place again"))
_add("contributed", _("%(actor)s said something of what stands on the page of a place"), by_staff=False)
_add("decided", _("%(actor)s decided on what was said of a place"))
_add("handed_up", _("What was said of a place was handed to the region, as nobody answered in time"))
_add("contribution_hidden", _("%(actor)s hid what was said of a place"))
_add("contribution_shown", _("%(actor)s showed what was said of a place again"))
_add("caretaker_named", _("%(actor)s named a caretaker for the page of a place"))
_add("caretaker_ended", _("%(actor)s ended the time of a caretaker"))
_add("looked", _("%(actor)s looked through the page of a place"), is_public=False)
_add("followed", _("%(actor)s began to follow a place"), by_staff=False, is_public=False)
_add("unfollowed", _("%(actor)s stopped following a place"), by_staff=False, is_public=False)
