"""What feedback keeps of a member, and when it goes by itself."""

from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import TWO_YEARS
from rootbridge.base.core.retention import LENGTHS, add_rule
from rootbridge.people.privacy.erasure import add_eraser
from rootbridge.people.privacy.export import add_exporter

from .models import Aside, Change, Note, NoteReply, Rating, Remark, Showing, SurveyWords


def past(now):
    return now - LENGTHS[TWO_YEARS]


def of_mine(member):
    return NoteReply.objects.filter(note__in=Note.objects.mine(member))


def clear_old_names(model, moment="at"):
    """Who did it at work, two years later."""
    return lambda now: model.objects.filter(by__isnull=False, **{f"{moment}__lt": past(now)}).update(by=None)


def clear_old_ratings(now) -> int:
    """The number stays in the figures; the words and who it was go."""
    rows = Rating.objects.filter(given_on__lt=past(now).date()).exclude(rater="", words="")
    return rows.update(rater="", words="")


add_exporter("feedback", Note, title=_("What you told the platform"), rows=Note.objects.mine, order=62)
add_exporter("feedback_replies", NoteReply, title=_("What you were answered on it"), rows=of_mine, order=63,
             without=("by",))  # fmt: skip
add_eraser("feedback", lambda member: Note.objects.mine(member).delete())
add_rule("feedback.note", lambda now: Note.objects.filter(said_at__lt=past(now)).delete()[0], order=1)
add_rule("feedback.reply", clear_old_names(NoteReply))
add_rule("feedback.showing", clear_old_names(Showing))
add_rule("feedback.aside", clear_old_names(Aside))
add_rule(
    "feedback.change", lambda now: Change.objects.filter(by__isnull=False, made_on__lt=past(now).date()).update(by=None)
)
add_rule("feedback.rating", clear_old_ratings)
add_rule("feedback.remark", lambda now: Remark.objects.filter(said_at__lt=past(now)).delete()[0])
add_rule("feedback.surveywords", lambda now: SurveyWords.objects.filter(said_on__lt=past(now).date()).delete()[0])
