"""Opening an answer: the first time it is a step that both sides see, each later look is recorded too.

Reading private data is recorded as a look, shown to whoever it is about; one look lasts half an hour.
"""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from rootbridge.base.audit.chain import record_look
from rootbridge.base.audit.models import Look

from . import showing
from .actions import take_step
from .models import OutOfTurn, StepKind


def open_answer(answer, *, by) -> None:
    """Open it, once; a second person who comes at the same time finds it open."""
    if answer.state == StepKind.SENT:
        try:
            take_step(answer=answer, kind=StepKind.SEEN, by=by, is_home=True)
        except OutOfTurn:
            return


def look(answer, *, by) -> None:
    """Write that this person reads the answer now; once while the look lasts."""
    reason = _reason(answer)
    is_looking = Look.objects.filter(viewer=by, subject=answer.member, reason=reason).open_at(timezone.now())
    if not is_looking.exists():
        is_officer = by.reach.covers("organisation_officer", body=answer.need.organisation.body or "")
        place = answer.need.place.name(answer.member.language)
        words = f"{by.get_short_name()}, {answer.need.organisation.name if is_officer else place}"
        record_look(by, answer.member, reason=reason, fields=_what(answer), viewer_words=words[:200])


def looks_of(answer, viewer):
    """When this person read it last, in their present look."""
    mine = Look.objects.filter(viewer=viewer, subject=answer.member, reason=_reason(answer))
    return mine.order_by("-at").first()


def _what(answer) -> list[str]:
    """What is read, in the language of whoever it is about."""
    with override(answer.member.language):
        shown = [str(title) for title, _words in showing.shown_in(answer)]
        return [_("My message"), *shown, *([_("Telephone")] if answer.phone else [])]


def _reason(answer) -> str:
    """In the language of whoever it is about."""
    with override(answer.member.language):
        title = answer.need.said("titles").text
        return (_("because you answered: %(need)s") % {"need": title})[:300]
