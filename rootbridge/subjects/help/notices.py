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
add_kind(
    key="help.question_file_asked", title=_("The desk asks me for a file"), template=f"{LETTERS}file_asked.html",
    sentence=_("%(office)s asks you for a file for question %(number)s."), part="help", order=12,
)  # fmt: skip
add_kind(
    key="help.mine_stopped", title=_("The person I asked for stopped my question"), is_owed=True, part="help",
    template=f"{LETTERS}mine_stopped.html", order=13,
    sentence=_("The person whom question %(number)s was about stopped it. Its words were deleted."),
)  # fmt: skip
add_kind(
    key="help.question_stopped", title=_("The person a question is about stopped it"), template=f"{LETTERS}moved.html",
    sentence=_("The person whom question %(number)s is about stopped it."), for_staff=True, part="help", order=26,
)  # fmt: skip
add_kind(
    key="help.question_file_sent", title=_("A file for a question at my desk"), template=f"{LETTERS}moved.html",
    sentence=_("A file came for question %(number)s."), for_staff=True, part="help", order=22,
)  # fmt: skip
add_kind(
    key="help.question_joined", title=_("My question was joined with another"), template=f"{LETTERS}joined.html",
    sentence=_("Your question %(number)s was joined with number %(other)s: you get the same answer."), part="help",
    order=12,
)  # fmt: skip
add_kind(
    key="help.question_late", title=_("A question at my desk is late"), template=f"{LETTERS}late.html",
    sentence=_("Question %(number)s at %(office)s is past its promised day."), for_staff=True, part="help", order=26,
)  # fmt: skip
add_kind(
    key="help.desk_late", title=_("A desk that is late"), template=f"{LETTERS}desk_late.html",
    sentence=_("Question %(number)s at %(office)s is long past its promised day."), for_staff=True, part="help",
    order=27,
)  # fmt: skip
add_kind(
    key="help.chat_waits", title=_("Somebody waits to talk with my desk"), template=f"{LETTERS}chat_waits.html",
    sentence=_("Somebody waits to talk with %(office)s."), for_staff=True, part="help", order=26, mail_by_default=False,
)  # fmt: skip
add_kind(
    key="help.chat_handed", title=_("A talk given to me"), template=f"{LETTERS}chat_waits.html",
    sentence=_("A talk with %(office)s was given to you."), for_staff=True, part="help", order=27,
    mail_by_default=False,
)  # fmt: skip
