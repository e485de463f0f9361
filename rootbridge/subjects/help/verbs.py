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
add_verb("help.question_joined", _("%(actor)s joined a question with its double"), by_staff=True)
add_verb("help.question_parted", _("%(actor)s parted two questions that were joined"), by_staff=True)
add_verb("help.question_left", _("%(actor)s gave a question back to the desk"), by_staff=True)
add_verb("help.question_logged", _("%(actor)s wrote down what somebody said by telephone or messenger"), by_staff=True)
add_verb("help.question_late", _("A question was late, and its desk was told"), by_staff=True)
add_verb("help.question_linked", _("%(actor)s gave a guide or an answer along with a question"), by_staff=True)
add_verb("help.answer_proposed", _("%(actor)s proposed an answer for all"), by_staff=True)
add_verb("help.reply_prepared", _("%(actor)s wrote a prepared reply"), by_staff=True)
add_verb("help.prepared_reply_removed", _("%(actor)s took away a prepared reply"), by_staff=True)
add_verb("help.desk_rule_changed", _("%(actor)s changed who reads which questions"), by_staff=True)
add_verb("help.desk_rule_removed", _("%(actor)s took away a rule of who reads which questions"), by_staff=True)
