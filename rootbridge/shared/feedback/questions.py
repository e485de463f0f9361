"""The ten questions of the standing survey. They stay the same, so that one year can be held against another."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

MANY, ONE, SCALE, WORDS = "many", "one", "scale", "words"
FIVE = (("5", _("5, very much")), ("4", "4"), ("3", "3"), ("2", "2"), ("1", _("1, not at all")))


@dataclass(frozen=True)
class SurveyQuestion:
    """``kind``: many (several answers), one, scale (one to five) or words; ``options``: pairs (key, lazy words)."""

    key: str
    title: str
    kind: str
    options: tuple = ()


QUESTIONS = (
    SurveyQuestion("came", _("What did you come here for?"), MANY, (
        ("answer", _("An answer to a question of mine")), ("papers", _("A paper or a procedure")),
        ("give", _("To give time, skills or help")), ("news", _("News from the place I come from")),
        ("meet", _("To find people from there")), ("other", _("Something else")),
    )),
    SurveyQuestion("found", _("Did you find it?"), ONE, (
        ("yes", _("Yes")), ("partly", _("Partly")), ("no", _("No")), ("yet", _("I am still looking")),
    )),
    SurveyQuestion("easy", _("Was it easy to find your way?"), SCALE, FIVE),
    SurveyQuestion("clear", _("Were the words easy to understand?"), SCALE, FIVE),
    SurveyQuestion("language", _("Was what you needed there in a language you read well?"), ONE, (
        ("all", _("All of it")), ("most", _("Most of it")), ("little", _("Little of it")), ("none", _("None of it")),
    )),
    SurveyQuestion("answered", _("If you asked an office: were you answered well?"), SCALE, (
        *FIVE, ("none", _("I have not asked")),
    )),
    SurveyQuestion("trust", _("Do you trust this platform with what you tell it?"), SCALE, FIVE),
    SurveyQuestion("recommend", _("Would you tell somebody from home about it?"), SCALE, FIVE),
    SurveyQuestion("heard", _("How did you hear of it?"), ONE, (
        ("family", _("Family or friends")), ("social", _("Social networks")), ("embassy", _("An embassy or consulate")),
        ("hall", _("A town hall at home")), ("church", _("A church or an association")),
        ("search", _("I was searching")), ("other", _("Another way")),
    )),
    SurveyQuestion("change", _("What should we change first?"), WORDS),
)  # fmt: skip


def counted() -> Iterator[SurveyQuestion]:
    """Those with options."""
    return (question for question in QUESTIONS if question.kind != WORDS)


def named(key: str) -> SurveyQuestion | None:
    return next((question for question in QUESTIONS if question.key == key), None)
