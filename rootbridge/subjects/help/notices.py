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
