from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.registry import add_verb

add_verb("help.question_asked", _("%(actor)s asked a question"), by_staff=False)
add_verb("help.question_answered", _("%(actor)s answered a question"), by_staff=True)
add_verb("help.question_passed_on", _("%(actor)s passed a question on to another office"), by_staff=True)
