"""The desk of feedback: notes that wait, the reply, what goes public; words of the survey; what was changed."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rootbridge.people.members.access import staff_only

from ..forms import ChangeForm, ReplyForm, ShowingForm
from ..models import Change, Note, SurveyWords
from ..permissions import may_answer_note, may_keep_survey

ON_A_PAGE = 25
STATES = {"": "waiting", "answered": "answered", "aside": "set_aside"}


@staff_only
def notes(request):
    """What waits, the oldest first; what was answered or set aside, the newest first."""
    return render(request, "feedback/manage/notes.html", _list(request))


@staff_only
def note(request, number):
    """One note: read it, reply, put it into the public section."""
    found = _received(request, number)
    form, showing = ReplyForm(request.POST or None), ShowingForm(initial={"words": found.words}, auto_id="public_%s")
    if form.is_valid():
        _reply, made = found.answer(by=request.user, language=get_language(), words=form.cleaned_data["words"])
        if made:
            messages.success(request, _("Kept. Whoever left an address gets it."))
        else:
            messages.warning(request, _("Somebody had answered it already. Your words were not sent."))
        return redirect(found.desk_url)
    return render(request, "feedback/manage/note.html", _one(request, found, form, showing),
                  status=422 if form.is_bound else 200)  # fmt: skip


@staff_only
@require_POST
def show(request, number):
    """Into the public section, in words looked at; or out of it again."""
    found = _received(request, number)
    if request.POST.get("step") == "hide":
        found.hide(by=request.user)
        messages.success(request, _("It stands in public no more."))
        return redirect(found.desk_url)
    form = ShowingForm(request.POST, auto_id="public_%s")
    if not form.is_valid():
        return render(request, "feedback/manage/note.html", _one(request, found, ReplyForm(), form), status=422)
    if found.show(by=request.user, words=form.cleaned_data["words"]):
        messages.success(request, _("Everybody can read it now."))
    else:
        messages.error(request, _("The sender did not allow that, or it has no reply yet."))
    return redirect(found.desk_url)


@staff_only
@require_POST
def set_aside(request, number):
    found = _received(request, number)
    if request.POST.get("step") == "back":
        found.take_up(by=request.user)
    elif not found.set_aside(by=request.user):
        messages.warning(request, _("It has a reply already."))
    return redirect("manage_feedback:list")


@staff_only
def survey(request):
    """What people wrote in the survey, and the register of changes with the form for one more."""
    _ask(request)
    form = ChangeForm(request.POST or None)
    if form.is_valid():
        Change.tell(by=request.user, **form.cleaned_data)
        messages.success(request, _("Added. It stands beside the results."))
        return redirect("manage_feedback:survey")
    words = Paginator(SurveyWords.objects.order_by("-said_on", "-pk"), ON_A_PAGE).get_page(request.GET.get("page"))
    page = {"form": form, "changes": Change.objects.order_by("-made_on", "-pk"), "page": words}
    return render(request, "feedback/manage/survey.html", page, status=422 if form.is_bound else 200)


@staff_only
def change(request, number):
    """Mend an entry of the register, or take it out."""
    _ask(request)
    found = get_object_or_404(Change, pk=number)
    if request.method == "POST" and request.POST.get("step") == "remove":
        found.remove(by=request.user)
        return redirect("manage_feedback:survey")
    form = ChangeForm(request.POST or None, initial=ChangeForm.of(found))
    if form.is_valid():
        found.mend(by=request.user, **form.cleaned_data)
        messages.success(request, _("Kept."))
        return redirect("manage_feedback:survey")
    page = {"form": form, "change": found}
    return render(request, "feedback/manage/change.html", page, status=422 if form.is_bound else 200)


def _received(request, number) -> Note:
    found = Note.objects.received_by(request.user).select_related("reply", "showing", "aside").filter(pk=number).first()
    if found is None or not may_answer_note(request.user, found):
        raise Http404("not theirs")
    return found


def _list(request) -> dict:
    state = request.GET.get("state", "")
    state = state if state in STATES else ""
    received = Note.objects.received_by(request.user)
    rows = getattr(received, STATES[state])().order_by("-said_at" if state else "said_at", "pk")
    return {
        "state": state, "waiting": received.waiting().count(),
        "page": Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page")),
        "may_keep_survey": may_keep_survey(request.user),
    }  # fmt: skip


def _one(request, found, form, showing) -> dict:
    return _list(request) | {"note": found, "form": form, "showing": showing}


def _ask(request):
    if not may_keep_survey(request.user):
        raise Http404("not theirs")
