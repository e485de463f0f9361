"""What the people of a desk do with a question among themselves: take it, hand it over, note, log, link, join."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rootbridge.people.members.access import staff_only
from rootbridge.shared.conversations.ledger import NotTheirs
from rootbridge.shared.translation.related import related_texts

from ..actions import give_along
from ..desk_forms import JoinForm, LogForm, NoteForm, PassOnForm, PersonForm
from ..models import Question
from ..permissions import may_answer, may_pass_on
from .desk import desk_page, gone, received, received_or_404

CANNOT_JOIN = gettext_lazy(
    "These two cannot be joined: both must be open, at one office, and hidden from the same offices; and this one may "
    "have no doubles itself."
)


@staff_only
@require_POST
def pass_on(request, number):
    """Give a question to another office, with a note."""
    found = get_object_or_404(Question.objects.with_office(), number=number)
    if not may_pass_on(request.user, found):
        raise Http404("not theirs")
    form, answers = PassOnForm(request.POST, question=found), may_answer(request.user, found)
    if form.is_valid():
        office = form.cleaned_data["office"]
        if found.pass_on(by=request.user, office=office, note=form.cleaned_data["note"]):
            messages.success(request, _("Passed on to %(office)s.") % {"office": office.name})
        else:
            messages.warning(request, _("It was answered already, or lies there."))
    elif answers and found.words:
        return desk_page(request, found, other=form, status=422)
    else:
        messages.error(request, str(next(iter(form.errors.values()))[0]))
    return redirect("manage_questions:list" if answers else "manage_questions:unread")


@staff_only
@require_POST
def person(request, number):
    """Take a question, give it back to the desk, or give it to a colleague with a note."""
    found, do = received_or_404(request, number), request.POST.get("do", "")
    if do == "take":
        taken = found.hand_to(by=request.user, to=request.user) or found.person_id == request.user.pk
        _say(request, taken, _("It is yours now."), _("It is closed, or lies elsewhere by now."))
    elif do == "leave":
        _say(request, found.leave(by=request.user), _("It waits for anybody of the desk now."), _("It is not yours."))
    else:
        form = PersonForm(request.POST, question=found)
        if not form.is_valid():
            return desk_page(request, found, hand=form, status=422)
        to = form.cleaned_data["to"]
        given = found.hand_to(by=request.user, to=to, note=form.cleaned_data["note"])
        _say(request, given, _("Given to %(name)s.") % {"name": to.short_name}, _("It is closed, or theirs already."))
    return redirect(found.desk_url)


@staff_only
@require_POST
def note(request, number):
    """Write down what only the desk reads."""
    found, form = received(request, number), NoteForm(request.POST)
    if found is None:
        return gone(request, number)
    if not form.is_valid():
        return desk_page(request, found, note=form, status=422)
    if found.note(by=request.user, **form.cleaned_data) is None:
        return gone(request, number)
    messages.success(request, _("Noted. Only this desk reads it."))
    return redirect(found.desk_url)


@staff_only
@require_POST
def log(request, number):
    """Write into the talk what was said by telephone or a messenger."""
    found, form = received(request, number), LogForm(request.POST)
    if found is None:
        return gone(request, number)
    if not form.is_valid():
        return desk_page(request, found, log=form, status=422)
    said = form.cleaned_data
    known = {"by": request.user, "words": said["words"], "channel": said["channel"], "client": said["client"]}
    try:
        if said["side"] == "asker":
            kept = found.log(**known)
        else:
            kept, _made = (found.answer if said["settles"] else found.ask_back)(**known)
    except NotTheirs:
        kept = None
    if kept is None and received(request, number) is None:
        return gone(request, number)
    if kept is None:
        form.add_error(None, _("It is closed by now. Nothing was kept; your words stand here."))
        return desk_page(request, found, log=form, status=409)
    messages.success(request, _("Written into the talk."))
    return redirect(found.desk_url)


@staff_only
@require_POST
def link(request, number):
    """Give a guide or an answer along, or take it back."""
    found, path = received_or_404(request, number), request.POST.get("path", "")[:200]
    if request.POST.get("do") == "remove":
        found.links.filter(path=path).delete()
        messages.success(request, _("Taken away."))
    elif related_texts([path], get_language()):
        give_along(found, by=request.user, path=path)
        messages.success(request, _("Given along. The person finds it on their page and in the letter."))
    else:
        messages.warning(request, _("This text is not public any more."))
    return redirect(found.desk_url)


@staff_only
@require_POST
def double(request, number):
    """Join a question with the one it is a double of, or part them again."""
    found = received_or_404(request, number)
    if request.POST.get("do") == "part":
        parted = found.part(by=request.user)
        _say(request, parted, _("Two questions again."), _("They were answered together already, or are not joined."))
        return redirect(found.desk_url)
    form = JoinForm(request.POST)
    other = None
    if form.is_valid():
        typed = form.cleaned_data["number"]
        other = Question.objects.received_by(request.user).filter(number=typed).exclude(words="").first()
        if other is None:
            form.add_error("number", _("There is no question with this number at your desk."))
        elif not found.join_with(other, by=request.user):
            form.add_error("number", CANNOT_JOIN)
    if form.errors:
        return desk_page(request, found, join=form, status=422)
    messages.success(
        request, _("Joined with %(number)s. Whoever asked gets the same answer.") % {"number": other.number}
    )
    return redirect(other.desk_url)


def _say(request, done, success, otherwise):
    (messages.success if done else messages.warning)(request, success if done else otherwise)
