from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.registry import add_verb

add_verb("help.question_asked", _("%(actor)s asked a question"), by_staff=False)
add_verb("help.question_answered", _("%(actor)s answered a question"), by_staff=True)
add_verb("help.question_passed_on", _("%(actor)s passed a question on to another office"), by_staff=True)
add_verb("help.question_written_to", _("%(actor)s wrote to somebody who asked"), by_staff=True)
add_verb("help.question_handed_over", _("%(actor)s gave a question to a person of the desk"), by_staff=True)
add_verb("help.question_noted", _("%(actor)s wrote a private note on a question"), by_staff=True)
add_verb("help.question_added_to", _("%(actor)s added to a question"), by_staff=False)
add_verb("help.question_withdrawn", _("%(actor)s withdrew a question"), by_staff=False)
add_verb("help.question_reopened", _("%(actor)s opened a question again"), by_staff=False)
