from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.registry import add_verb

add_verb("help.question_asked", _("%(actor)s asked a question"))
add_verb("help.question_answered", _("%(actor)s answered a question"))
add_verb("help.question_passed_on", _("%(actor)s passed a question on to another office"))
