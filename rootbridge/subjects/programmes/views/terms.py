"""Back office: the terms of a programme, kind by kind, and its calls."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rootbridge.people.members.access import staff_only

from ..contradictions import Contradiction
from ..eligibility import FACTS
from ..forms.defining import CallForm, key_of
from ..forms.terms import FORMS, known_values
from ..models import KINDS, Call, CannotChange, RulesRest
from .defining import TITLES, find_call, find_programme, lacks_of


@staff_only
def terms(request, number, kind):
    """All terms of one kind, in their order, and a form to add one."""
    programme = _programme(request.user, number, kind)
    form = FORMS[kind](request.POST if request.method == "POST" else None, programme=programme)
    if form.is_bound and form.is_valid() and _kept(request, form):
        messages.success(request, _("Added."))
        return redirect("manage_programmes:terms", number=number, kind=kind)
    return _page(request, programme, kind, form)


@staff_only
def term(request, number, kind, row):
    """One term: changed, moved, taken away."""
    programme = _programme(request.user, number, kind)
    found = get_object_or_404(KINDS[kind], programme=programme, pk=row)
    do = request.POST.get("do", "save")
    if request.method == "POST" and do in ("drop", "up", "down"):
        return _done(request, programme, kind, found, do)
    form = FORMS[kind](request.POST if request.method == "POST" else None, programme=programme, term=found)
    if form.is_bound and form.is_valid() and _kept(request, form):
        messages.success(request, _("Saved."))
        return redirect("manage_programmes:terms", number=number, kind=kind)
    return _page(request, programme, kind, form, term=found)


def _done(request, programme, kind, found, do):
    """Taken away or moved, unless a call runs."""
    try:
        if do == "drop":
            found.drop(by=request.user)
            messages.success(request, _("Taken away."))
        else:
            found.move(by=request.user, up=do == "up")
    except RulesRest:
        messages.error(request, _("A call runs: its rules stay as they are until every application is decided."))
    return redirect("manage_programmes:terms", number=programme.pk, kind=kind)


def _kept(request, form) -> bool:
    try:
        form.term.keep(by=request.user)
    except RulesRest:
        form.add_error(None, _("A call runs: its rules stay as they are until every application is decided."))
    except Contradiction as told:
        for sentence in told.sentences:
            form.add_error(None, sentence)
    return form.is_valid()


def _page(request, programme, kind, form, term=None):
    rows = KINDS[kind].objects.filter(programme=programme).order_by("order", "pk")
    values = [(fact.title, known_values(fact)) for fact in FACTS.values() if fact.is_set] if kind == "rule" else []
    return render(request, "programmes/manage/terms.html", {
        "programme": programme, "kind": kind, "title": TITLES[kind], "rows": rows, "form": form, "term": term,
        "rests": programme.rules_rest(), "currency": programme.currency, "values": values,
    }, status=422 if form.is_bound else 200)  # fmt: skip


def _programme(user, number, kind):
    if kind not in KINDS:
        raise Http404("no such kind of term")
    return find_programme(user, number)


@staff_only
def new_call(request, number):
    """A new call of a programme."""
    programme = find_programme(request.user, number)
    form = CallForm(request.POST if request.method == "POST" else None, initial=CallForm.initial_of())
    if form.is_bound and form.is_valid():
        made = Call.announce(programme, by=request.user, key=key_of(programme), **form.values())
        messages.success(request, _("Written. It is not public yet."))
        return redirect("manage_programmes:round", number=made.pk)
    page = {"form": form, "programme": programme, "call": None}
    return render(request, "programmes/manage/call.html", page, status=422 if form.is_bound else 200)


@staff_only
def call(request, number):
    """Change a call: once it is public only to the good of those who apply."""
    found = find_call(request.user, number)
    form = CallForm(request.POST if request.method == "POST" else None, initial=CallForm.initial_of(found))
    if form.is_bound and form.is_valid():
        try:
            found.change(by=request.user, **form.values())
        except CannotChange:
            form.add_error(None, _("A published call closes no earlier, has no less money, and opened when it opened."))
        else:
            messages.success(request, _("Saved."))
            return redirect("manage_programmes:round", number=number)
    page = {"form": form, "programme": found.programme, "call": found}
    return render(request, "programmes/manage/call.html", page, status=422 if form.is_bound else 200)


@staff_only
@require_POST
def announcement(request, number):
    """Publish a call, cancel it, publish its results."""
    found, do = find_call(request.user, number), request.POST.get("do")
    if do == "publish":
        lacks = lacks_of(found.programme)
        if lacks or not found.programme.is_public:
            lacks = lacks or [_("The programme itself is not public yet.")]
            messages.error(request, _("Before a call: %(what)s") % {"what": " ".join(lacks)})
        else:
            found.publish(by=request.user)
            messages.success(request, _("The call is public."))
    elif do == "cancel":
        found.cancel(by=request.user)
        messages.success(request, _("The call is cancelled."))
    elif do == "results" and found.state == "closed":
        found.publish_results(by=request.user)
        messages.success(request, _("The results are public: numbers, regions and amounts."))
    return redirect("manage_programmes:round", number=number)
