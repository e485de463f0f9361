"""What people hear about needs and answers. No letter names a helper or repeats what they wrote."""

from django.utils.translation import gettext_lazy as _

from rootbridge.shared.inbox.registry import add_kind

PART = "opportunities"


def _kind(key, title, sentence, order, **more):
    name = key.partition(".")[2]
    add_kind(key=key, title=title, sentence=sentence, template=f"opportunities/notices/{name}.txt", part=PART,
             order=order, **more)  # fmt: skip


_kind("opportunities.answer_accepted", _("My answer is accepted"), _("Your answer is accepted: %(need)s"), 10)
_kind("opportunities.hours_proposed", _("Home proposes hours"), _("Home proposes hours: %(need)s"), 11)
_kind("opportunities.hours_agreed", _("Hours are agreed"), _("Hours are agreed: %(need)s"), 12)
_kind("opportunities.hours_confirmed", _("My hours are counted"), _("Your hours are counted: %(need)s"), 13)
_kind("opportunities.answer_declined", _("My answer is declined"), _("Not this time: %(need)s"), 14)
_kind("opportunities.need_answered", _("Somebody answers a need"), _("Somebody answered: %(need)s"), 20, for_staff=True)
_kind("opportunities.answer_moved", _("A helper takes a step"), _("A helper took a step: %(need)s"), 21, for_staff=True)
_kind("opportunities.need_to_check", _("A need to check"), _("Wants a second look: %(need)s"), 22, for_staff=True)
_kind("opportunities.need_published", _("My need is public"), _("Public now: %(need)s"), 24, for_staff=True)
_kind("opportunities.need_sent_back", _("My need is sent back"), _("Sent back to you: %(need)s"), 23, for_staff=True)
