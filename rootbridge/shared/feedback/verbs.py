from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.registry import add_verb

add_verb("feedback.said", _("A reader told the platform something"), by_staff=False)
add_verb("feedback.answered", _("%(actor)s answered what a reader said"), by_staff=True, is_public=True)
add_verb("feedback.shown", _("%(actor)s put a reader’s words into the public section"), by_staff=True, is_public=True)
add_verb("feedback.hidden", _("%(actor)s took a reader’s words out of the public section"), by_staff=True,
         is_public=True)  # fmt: skip
add_verb("feedback.set_aside", _("%(actor)s set aside what a reader said"), by_staff=True)
add_verb("feedback.taken_up", _("%(actor)s took up again what a reader said"), by_staff=True)
add_verb("feedback.change_told", _("%(actor)s wrote down what was changed"), by_staff=True, is_public=True)
add_verb("feedback.change_mended", _("%(actor)s mended what was written of a change"), by_staff=True, is_public=True)
add_verb("feedback.change_removed", _("%(actor)s took a change out of the register"), by_staff=True, is_public=True)
