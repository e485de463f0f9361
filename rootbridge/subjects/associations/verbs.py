"""What is written down of letters and lists."""

from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.registry import add_verb

add_verb("associations.letter_sent", _("%(actor)s wrote to an association"), by_staff=False)
add_verb("associations.letter_answered", _("%(actor)s answered a letter to an association"), by_staff=False)
add_verb("associations.exported", _("%(actor)s took the data of an association along"), by_staff=False)
add_verb("associations.caretaker", _("%(actor)s named a caretaker of an association"), by_staff=True)
add_verb("associations.loaded", _("%(actor)s brought in a list of organisations"), by_staff=True, is_public=True)
add_verb("associations.unloaded", _("%(actor)s took back a list of organisations"), by_staff=True, is_public=True)
