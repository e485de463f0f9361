"""Back office: a reviewer's own reviews: first the declaration, then what was handed in, then the scores."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rootbridge.people.members.access import staff_only

from .. import actions
from ..ballot import count
from ..dossier import dossier_of
from ..forms.handling import ConflictForm, ScoreForm
from ..looking import look
from ..models import Assignment, Incomplete, MovedOn
from ..permissions import may_declare_interests, may_review
from .papers import as_attachment


@staff_only
def reviews(request):
    """What is asked of one, what is due soonest first; and what one has sent."""
    rows = Assignment.objects.visible_to(request.user).filter(ended_at=None).for_pages()
    return render(request, "programmes/manage/reviews.html", {
        "waiting": rows.waiting().order_by("due_on", "pk"),
        "done": rows.exclude(pk__in=rows.waiting().values("pk")).order_by("-sent_at", "-pk")[:50],
    })  # fmt: skip


@staff_only
def review(request, number):
    """One review: nothing of the application is shown before the declaration, nor after a conflict."""
    found = _find(request.user, number)
    if request.method == "POST" and request.POST.get("do") in ("declare", "step_back"):
        return _declare(request, found)
    if not may_review(request.user, found):
        return _closed(request, found)
    form = ScoreForm(request.POST if request.method == "POST" else None, assignment=found, criteria=_criteria(found))
    if not form.is_bound:
        return _page(request, found, form)
    return _score(request, found, form)


def _score(request, found, form):
    """Kept as a draft, or sent whole."""
    sends = request.POST.get("do") == "send"
    if form.is_valid() and sends:
        form.ask_whole()
    try:
        if form.is_valid():
            said = {name: form.cleaned_data[name] for name in ("advice", "words")}
            found.save_scores(by=request.user, scores=form.scores(), **said)
            if sends:
                found.send(by=request.user)
    except (MovedOn, Incomplete, PermissionDenied):
        messages.warning(request, _("This review is settled: nothing was changed."))
        return redirect("manage_programmes:review", number=found.pk)
    if form.errors:
        return _page(request, found, form, status=422)
    messages.success(request, _("Sent. Now you see what others gave.") if sends else _("Kept as a draft."))
    return redirect("manage_programmes:review", number=found.pk)


def _declare(request, found):
    if request.POST["do"] == "step_back":
        actions.declare(found, by=request.user, has_conflict=True)
        return redirect("manage_programmes:review", number=found.pk)
    form = ConflictForm(request.POST)
    if not form.is_valid():
        return _closed(request, found, form, status=422)
    actions.declare(found, by=request.user, **form.cleaned_data)
    return redirect("manage_programmes:review", number=found.pk)


def _closed(request, found, form=None, status=200):
    """The declaration, or that it is closed: only the programme, the number and the day."""
    page = {"assignment": found, "form": form or ConflictForm(), "programme": found.application.programme}
    return render(request, "programmes/manage/declaration.html", page, status=status)


def _page(request, found, form, status=200):
    application = found.application
    look(application, by=request.user, as_reviewer=True)
    others = []
    if found.sent_at:
        others = list(application.assignments.standing().exclude(sent_at=None).select_related("reviewer"))
    page = {
        "assignment": found, "application": application, "programme": application.programme, "form": form,
        "dossier": dossier_of(application), "attachments": application.attachments.standing(),
        "ballot": count(others) if others else None, "is_sent": bool(found.sent_at),
        "is_over": application.state != "sent",
    }  # fmt: skip
    return render(request, "programmes/manage/review.html", page, status=status)


@staff_only
@require_safe
def file(request, number, attachment):
    """A file of an application that one reviews."""
    found = _find(request.user, number)
    if not may_review(request.user, found):
        raise Http404("closed to them")
    look(found.application, by=request.user, as_reviewer=True)
    rows = found.application.attachments.filter(paper__isnull=False).select_related("file")
    return as_attachment(get_object_or_404(rows, pk=attachment).file)


def _find(user, number) -> Assignment:
    """Raises Http404."""
    found = get_object_or_404(Assignment.objects.visible_to(user).for_pages(), pk=number)
    if not may_declare_interests(user, found):
        raise Http404("taken away")
    return found


def _criteria(found):
    return found.application.programme.criteria.order_by("order", "pk")
