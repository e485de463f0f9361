"""The desk: questions that wait at one's offices, and the reply."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rootbridge.people.members.access import staff_only
from rootbridge.people.offices.hours import zone_of

from ..forms import PassOnForm, ReplyForm
from ..models import Question
from ..permissions import may_answer, may_pass_on

SHOWN = 50


@staff_only
def questions(request):
    """What waits at one's offices, what is due soonest first; and what was answered."""
    is_answered = request.GET.get("state") == "answered"
    return render(request, "help/desk_questions.html", _queue(request, is_answered) | {"is_answered": is_answered})


@staff_only
def question(request, number):
    """One question: read it, reply to it."""
    found = _received(request, number)
    form = ReplyForm(request.POST or None)
    if form.is_valid():
        _reply, made = found.answer(by=request.user, words=form.cleaned_data["words"])
        if made:
            messages.success(request, _("Kept. The person can read the answer now."))
        else:
            messages.warning(request, _("Somebody had answered it already. Your words were not sent."))
        return redirect(found.desk_url)
    page = _queue(request) | {"question": found, "said": found.said(), "form": form}
    page |= {"other": PassOnForm(question=found), "zone": zone_of(found.office)}
    return render(request, "help/desk_question.html", page, status=422 if form.is_bound else 200)


@staff_only
@require_POST
def pass_on(request, number):
    """Give a question to another office."""
    found = get_object_or_404(Question.objects.with_office(), number=number)
    if not may_pass_on(request.user, found):
        raise Http404("not theirs")
    form = PassOnForm(request.POST, question=found)
    back = "manage_questions:list" if may_answer(request.user, found) else "manage_questions:unread"
    if form.is_valid():
        office = form.cleaned_data["office"]
        if found.pass_on(by=request.user, office=office):
            messages.success(request, _("Passed on to %(office)s.") % {"office": office.name})
        else:
            messages.warning(request, _("It was answered already, or lies there."))
        return redirect(back)
    messages.error(request, str(next(iter(form.errors.values()))[0]))
    return redirect(back)


@staff_only
def unread(request):
    """For administrators: questions to offices where nobody signs in, without their words."""
    rows = Question.objects.waiting().at_empty_offices(timezone.localdate()).within_reach_of(request.user)
    if not request.user.reach.holds("administrator"):
        raise Http404("no administrator")
    page = {
        "questions": [(row, PassOnForm(question=row)) for row in rows.with_office().order_by("due_on")[:SHOWN]],
        "today": timezone.localdate(),
    }
    return render(request, "help/desk_unread.html", page)


def _received(request, number) -> Question:
    return get_object_or_404(Question.objects.received_by(request.user).with_office(), number=number)


def _queue(request, is_answered: bool = False) -> dict:
    """The list at the start of each page of the desk."""
    received = Question.objects.received_by(request.user).with_office()
    waiting = received.waiting().order_by("due_on", "asked_at")
    rows = received.answered().order_by("-closed_at") if is_answered else waiting
    return {"rows": rows[:SHOWN], "waiting": waiting.count(), "today": timezone.localdate()}
