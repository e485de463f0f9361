"""What members hear. No letter repeats what somebody wrote or names a group of women or young people."""

from django.utils.translation import gettext_lazy as _

from rootbridge.shared.inbox.registry import add_kind

PART = "community"


def _kind(key, title, sentence, order, **more):
    add_kind(
        key=f"community.{key}",
        title=title,
        sentence=sentence,
        template=f"community/notices/{key}.txt",
        part=PART,
        order=order,
        **more,
    )


_kind("contact_asked", _("Somebody asks me for contact"), _("Somebody asks you for contact."), 50)
_kind("contact_accepted", _("Somebody accepts my request"), _("Somebody accepted your request for contact."), 51)
_kind("message", _("Somebody writes to me"), _("There is a new message for you."), 52)
_kind("group_opened", _("My group is opened"), _("Your group is open: %(group)s"), 53)
_kind("group_refused", _("My group is not opened"), _("Your group was not opened: %(group)s"), 54)
_kind("let_in", _("I am let into a group"), _("You are a member now: %(group)s"), 55)
_kind("not_now", _("My request to join is answered"), _("An answer to your request to join: %(group)s"), 56)
_kind("sent_away", _("I was sent away from a group"), _("You are no longer a member: %(group)s"), 57, is_owed=True)
_kind("appealed", _("My appeal about a group"), _("Your appeal is decided: %(group)s"), 58, is_owed=True)
_kind("news", _("News in my groups"), _("News in a group of yours: %(group)s"), 59)
_kind("join_asked", _("Somebody asks to join a group I tend"), _("Somebody asks to join: %(group)s"), 60)
_kind("post_word", _("A post in a group I tend is reported"), _("A post is reported: %(group)s"), 61)
_kind("asleep", _("A group I tend needs me"), _("Nobody tended this group for a while: %(group)s"), 62, is_owed=True)
_kind("named", _("I tend a group"), _("You are a moderator now: %(group)s"), 63)
_kind("goes_on", _("A group goes on elsewhere"), _("A group of yours goes on elsewhere: %(group)s"), 64)
_kind("untended", _("A group of mine needs a moderator"), _("Who tends your group from now on? %(group)s"), 66)
_kind(
    "group_untended",
    _("A group of my place needs a moderator"),
    _("Nobody tends a group any more: %(group)s"),
    67,
    for_staff=True,
)
_kind(
    "group_proposed",
    _("A group is proposed for my place"),
    _("Somebody proposes a group: %(group)s"),
    65,
    for_staff=True,
)
