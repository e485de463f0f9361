from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.registry import add_verb

add_verb("opportunities.need_written", _("%(actor)s wrote a need"), by_staff=True)
add_verb("opportunities.need_amended", _("%(actor)s asked to change a public need"), by_staff=True)
add_verb("opportunities.need_changed", _("%(actor)s changed a need"), by_staff=True, is_public=True)
add_verb("opportunities.need_proposed", _("%(actor)s asked to publish a need"), by_staff=True)
add_verb("opportunities.need_published", _("%(actor)s published a need"), by_staff=True, is_public=True)
add_verb("opportunities.need_sent_back", _("%(actor)s sent a need back to its author"), by_staff=True)
add_verb("opportunities.need_closed", _("%(actor)s closed a need"), by_staff=True, is_public=True)
add_verb("opportunities.need_hidden", _("%(actor)s hid a need"), by_staff=True, is_public=True)
add_verb("opportunities.need_shown", _("%(actor)s put a need back on the pages"), by_staff=True, is_public=True)
add_verb("opportunities.answered", _("%(actor)s answered a need"), by_staff=False, is_public=True)
add_verb("opportunities.answer_seen", _("%(actor)s opened an answer"), by_staff=True)
add_verb("opportunities.answer_accepted", _("%(actor)s accepted an answer"), by_staff=True, is_public=True)
add_verb("opportunities.answer_proposed", _("%(actor)s proposed hours"), by_staff=False)
add_verb("opportunities.answer_agreed", _("%(actor)s agreed the hours"), by_staff=False, is_public=True)
add_verb("opportunities.answer_given", _("%(actor)s gave the hours"), by_staff=False)
add_verb("opportunities.answer_confirmed", _("%(actor)s confirmed the hours given"), by_staff=True, is_public=True)
add_verb("opportunities.answer_declined", _("%(actor)s declined an answer"), by_staff=True, is_public=True)
add_verb("opportunities.answer_withdrawn", _("%(actor)s took an answer back"), by_staff=False, is_public=True)
