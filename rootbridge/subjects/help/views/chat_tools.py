"""What somebody of a desk does with a talk besides writing in it. Each takes a form and leads back to the talk."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rootbridge.people.members.access import staff_only
from rootbridge.people.members.limits import TooMany
from rootbridge.shared.moderation import gate
from rootbridge.shared.moderation.forms import ReportForm
from rootbridge.shared.moderation.models import Report
from rootbridge.shared.moderation.registry import reportables

from ..chat_forms import BlockForm, HandForm
from ..models import TooManyChats
from .chat_work import chat_page, received, seat_in

STEPS = {
    "take": lambda chat, by: chat.take(by=by),
    "take_over": lambda chat, by: chat.take_over(by=by),
    "join": lambda chat, by: chat.join(by=by),
    "leave": lambda chat, by: chat.leave(by=by),
    "end": lambda chat, by: chat.end(by=by, is_desk=True),
    "question": lambda chat, by: bool(chat.become_question(why="desk", by=by)),
}
# What only those do who sit in the talk.
SEATED = ("leave", "end", "question")


@staff_only
@require_POST
def step(request, number):
    """Take it, take it over, join, leave, end, make it a question."""
    found, name = received(request, number), request.POST.get("step", "")
    if name not in STEPS:
        raise Http404("no such step")
    if name in SEATED and seat_in(found, request.user) is None:
        messages.warning(request, _("Take the talk or join it first."))
        return redirect(found.desk_url)
    try:
        is_done = STEPS[name](found, request.user)
    except TooManyChats:
        messages.warning(request, _("You hold as many talks as one person of this desk may. End or hand over one."))
        return redirect(found.desk_url)
    if not is_done:
        messages.warning(request, _("Somebody was quicker, or the talk is over. Here is where it stands now."))
    elif name == "question":
        messages.success(request, _("It is question %(number)s now, and yours.") % {"number": found.question.number})
    return redirect(found.desk_url)


@staff_only
@require_POST
def passing(request, number):
    """Hand it to a colleague who is there, or to another desk that is open."""
    found, now = received(request, number), timezone.now()
    form = HandForm(request.POST, chat=found, user=request.user, now=now)
    if not form.is_valid():
        return _again(request, found, hand_form=form)
    to, office, note = (form.cleaned_data[name] for name in ("to", "office", "note"))
    try:
        if to:
            is_done, who = found.hand_to(by=request.user, to=to, note=note), to.short_name
        else:
            is_done, who = found.hand_to_office(by=request.user, office=office, note=note), office.name
    except TooManyChats:
        form.add_error("to", _("They hold as many talks as one person may. Choose somebody else."))
        return _again(request, found, hand_form=form)
    if not is_done:
        messages.warning(request, _("Somebody was quicker, or the talk is over. Here is where it stands now."))
        return redirect(found.desk_url)
    messages.success(request, _("%(name)s has it now.") % {"name": who})
    return redirect("manage_chat:list")


@staff_only
@require_POST
def block(request, number):
    """End it and keep whoever asked away for some hours. They can still ask in writing."""
    found, form = received(request, number), BlockForm(request.POST)
    if not form.is_valid():
        return _again(request, found, block_form=form)
    if found.block(by=request.user, **form.cleaned_data):
        messages.success(request, _("Blocked at this desk. They can still ask in writing."))
    return redirect(found.desk_url)


@staff_only
@require_POST
def report(request, number):
    """Something in it is wrong: those who decide on reports look."""
    found, form = received(request, number), ReportForm(request.POST)
    if not form.is_valid():
        return _again(request, found, report_form=form)
    try:
        gate.let_report(request)
    except TooMany:
        messages.warning(request, _("Many reports came from here in the last hour. Wait a little, then try again."))
        return redirect(found.desk_url)
    Report.send(reportables.get("help.chat"), found, by=request.user, language=get_language(), **form.cleaned_data)
    messages.success(request, _("Reported. Somebody who decides on reports looks at it."))
    return redirect(found.desk_url)


def _again(request, found, **forms):
    page = chat_page(request, found, seat_in(found, request.user)) | forms
    return render(request, "help/desk_chat.html", page, status=422)
