"""What is told of questions: to the office that should answer, and to whoever asked."""

from django.utils.translation import gettext_lazy as _

from rootbridge.shared.inbox.registry import add_kind

LETTERS = "help/letters/"

add_kind(
    key="help.question_asked", title=_("A question to my office"), template=f"{LETTERS}asked.html", part="help",
    sentence=_("Question %(number)s waits for an answer of %(office)s."), for_staff=True, order=20,
)  # fmt: skip
add_kind(
    key="help.nobody_reads", title=_("A question to an office where nobody reads"), template=f"{LETTERS}nobody.html",
    sentence=_("Question %(number)s went to %(office)s, where nobody signs in yet."), for_staff=True, part="help",
    order=21,
)  # fmt: skip
add_kind(
    key="help.question_answered", title=_("An answer to my question"), template=f"{LETTERS}answered.html", part="help",
    sentence=_("%(office)s answered your question %(number)s."), order=10,
)  # fmt: skip
add_kind(
    key="help.question_written_to", title=_("The desk wrote about my question"), template=f"{LETTERS}written_to.html",
    sentence=_("%(office)s wrote to you about question %(number)s."), part="help", order=11,
)  # fmt: skip
add_kind(
    key="help.question_added_to", title=_("More words to a question at my desk"), template=f"{LETTERS}moved.html",
    sentence=_("Somebody added to question %(number)s."), for_staff=True, part="help", order=22,
)  # fmt: skip
add_kind(
    key="help.question_withdrawn", title=_("A question at my desk was withdrawn"), template=f"{LETTERS}moved.html",
    sentence=_("Question %(number)s was withdrawn."), for_staff=True, part="help", order=23, mail_by_default=False,
)  # fmt: skip
add_kind(
    key="help.question_reopened", title=_("A question at my desk is open again"), template=f"{LETTERS}moved.html",
    sentence=_("Question %(number)s is open again."), for_staff=True, part="help", order=24,
)  # fmt: skip
add_kind(
    key="help.question_handed_over", title=_("A question given to me"), template=f"{LETTERS}handed_over.html",
    sentence=_("Question %(number)s was given to you."), for_staff=True, part="help", order=25,
)  # fmt: skip
