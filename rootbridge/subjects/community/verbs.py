from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.registry import add_verb

OWN = {
    "profile_changed": _("%(actor)s changed their entry in the directory"),
    "handle_changed": _("%(actor)s took a new address in the directory"),
    "contact_asked": _("%(actor)s asked for contact"), "contact_accepted": _("%(actor)s accepted contact"),
    "contact_declined": _("%(actor)s declined contact"), "contact_left": _("%(actor)s left a contact"),
    "group_proposed": _("%(actor)s proposed a group"),
    "group_changed": _("%(actor)s changed what a group says of itself"), "joined": _("%(actor)s joined a group"),
    "membership_changed": _("%(actor)s changed how they are in a group"), "left": _("%(actor)s left a group"),
    "join_asked": _("%(actor)s asked to join a group"), "join_decided": _("%(actor)s decided on a request to join"),
    "join_taken_back": _("%(actor)s took a request to join back"),
    "moderator_named": _("%(actor)s named a moderator of a group"),
    "moderator_left": _("%(actor)s ended the work of a moderator of a group"),
    "sent_away": _("%(actor)s sent somebody away from a group"),
    "removal_lifted": _("%(actor)s let somebody back into a group"),
    "invitation_made": _("%(actor)s made a link into a group"),
    "invitation_ended": _("%(actor)s ended a link into a group"), "post_written": _("%(actor)s wrote in a group"),
    "post_edited": _("%(actor)s changed what they wrote in a group"), "post_withdrawn": _("%(actor)s took a post away"),
    "post_pinned": _("%(actor)s moved a post to the top, or down"),
    "post_word_sent": _("Somebody told moderators of a group about a post"),
    "post_left": _("%(actor)s left a post as it is"), "group_asleep": _("A group fell asleep"),
    "group_untended": _("The last moderator of a group is gone"), "group_woken": _("%(actor)s woke a group"),
}  # fmt: skip
AT_WORK = {
    "profile_hidden": _("%(actor)s took an entry of the directory off the pages"),
    "profile_shown": _("%(actor)s put an entry of the directory back"),
    "contact_stopped": _("%(actor)s stopped a contact"), "contact_resumed": _("%(actor)s let a contact go on"),
    "group_opened": _("%(actor)s opened a group"), "group_refused": _("%(actor)s did not open a group"),
    "group_closed": _("%(actor)s closed a group"), "group_hidden": _("%(actor)s took a group off the pages"),
    "group_shown": _("%(actor)s put a group back on the pages"),
    "moderator_checked": _("%(actor)s checked a moderator of a group of young people"),
    "post_hidden": _("%(actor)s took a post off the pages of its group"),
    "post_shown": _("%(actor)s put a post back in its group"), "passage_read": _("%(actor)s read a reported passage"),
}  # fmt: skip
PUBLIC = {f"group_{what}" for what in ("opened", "closed", "asleep", "woken", "hidden", "shown", "changed")}
for _key, _sentence in (OWN | AT_WORK).items():
    add_verb(f"community.{_key}", _sentence, by_staff=_key in AT_WORK, is_public=_key in PUBLIC)
