"""Back office: the programmes one writes, their words and facts, and whether they are public."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from rootbridge.people.members.access import staff_only
from rootbridge.people.offices.models import Office

from ..contradictions import find, unpaid
from ..drawing import call_lines
from ..forms.defining import ProgrammeForm
from ..models import KINDS, Application, Assignment, Call, Programme, RulesRest, handled_offices
from ..models.programme import DEFINERS
from ..permissions import may_define_programme, may_work_on_programmes, may_write_programme
from ..picking import amounts_in_words

TITLES = {
    "rule": gettext_lazy("Who may apply"),
    "share": gettext_lazy("Shares of the cost"),
    "paper": gettext_lazy("Papers"),
    "question": gettext_lazy("Questions"),
    "criterion": gettext_lazy("Criteria"),
    "stage": gettext_lazy("Stages"),
}


@staff_only
def programmes(request):
    """The programmes one writes with their calls, and the reviews asked of one."""
    if not may_work_on_programmes(request.user):
        raise Http404("nothing of programmes")
    now = timezone.now()
    rows = [(one, call_lines(one.calls.all(), now)) for one in Programme.objects.defined_by(request.user).for_pages()]
    reviews = Assignment.objects.visible_to(request.user)
    return render(request, "programmes/manage/list.html", {
        "rows": sorted(rows, key=lambda row: str(row[0].name)), "may_write": _offices(request.user).exists(),
        "reviews": reviews.count(), "waiting": reviews.waiting().count(),
        "applications": Application.objects.handled_by(request.user).under_way().count(),
    })  # fmt: skip


@staff_only
def new(request):
    """A new programme: its words and facts; its terms come next."""
    if not _offices(request.user).exists():
        raise Http404("no office to write for")
    form = ProgrammeForm(_sent(request), offices=_offices(request.user), initial={"months": 12})
    if form.is_bound and form.is_valid() and _is_right(request.user, form):
        made = Programme.write(by=request.user, **form.cleaned_data)
        messages.success(request, _("Written. Now its rules, papers, criteria and stages; then a call."))
        return redirect("manage_programmes:programme", number=made.pk)
    page = {"form": form, "programme": None, "plain": _plain(form)}
    return render(request, "programmes/manage/form.html", page, status=422 if form.is_bound else 200)


@staff_only
def programme(request, number):
    """A programme with everything that belongs to it, and what it still lacks."""
    found = find_programme(request.user, number)
    terms = []
    for kind, model in KINDS.items():
        rows = model.objects.filter(programme=found).order_by("order", "pk")
        terms.append((kind, TITLES[kind], list(rows)))
    now = timezone.now()
    return render(request, "programmes/manage/programme.html", {
        "programme": found, "terms": terms, "calls": call_lines(found.calls.select_related("programme"), now),
        "lacks": lacks_of(found), "rests": found.rules_rest(), "amounts": amounts_in_words(found),
        "currency": found.currency, "is_past": found.review_on < timezone.localdate(),
    })  # fmt: skip


@staff_only
def edit(request, number):
    """Words and facts."""
    found = find_programme(request.user, number)
    offices = _offices(request.user, found)
    form = ProgrammeForm(_sent(request), offices=offices, initial=ProgrammeForm.initial_of(found))
    if form.is_bound and form.is_valid() and _is_right(request.user, form, found):
        try:
            found.change(by=request.user, checked_on=timezone.localdate(), **form.cleaned_data)
        except RulesRest:
            form.add_error("grant_max", _("A call runs: currency and amounts rest until it is decided."))
        else:
            messages.success(request, _("Saved, and noted as checked today."))
            return redirect("manage_programmes:programme", number=number)
    page = {"form": form, "programme": found, "plain": _plain(form)}
    return render(request, "programmes/manage/form.html", page, status=422 if form.is_bound else 200)


@staff_only
@require_POST
def publication(request, number):
    """Make it public, or take it off the pages."""
    found = find_programme(request.user, number)
    if request.POST.get("do") == "hide":
        found.hide(by=request.user)
        messages.success(request, _("It is off the public pages. Applications go on."))
    elif lacks := lacks_of(found):
        messages.error(request, " ".join(lacks))
    else:
        found.publish(by=request.user)
        messages.success(request, _("It is public now."))
    return redirect("manage_programmes:programme", number=number)


def lacks_of(programme) -> list[str]:
    """What must be there before somebody can apply, in sentences."""
    stages = set(programme.stages.values_list("does", flat=True))
    found = []
    if "decide" not in stages:
        found.append(_("A stage in which it is decided."))
    if "review" in stages and not programme.criteria.exists():
        found.append(_("Criteria, as reviewers score it."))
    if not programme.shares.filter(side="programme").exists():
        found.append(_("The share of the programme."))
    if not programme.questions.exists():
        found.append(_("One question at least."))
    shares = list(programme.shares.all())
    return [*found, *unpaid(shares), *find(programme, shares, programme.rules.all())]


def find_programme(user, number) -> Programme:
    """One that this person writes. Raises Http404."""
    found = get_object_or_404(Programme.objects.defined_by(user).for_pages(), pk=number)
    if not may_define_programme(user, found):
        raise Http404("no such programme to work on")
    return found


def find_call(user, number) -> Call:
    """A call of a programme that this person writes. Raises Http404."""
    calls = Call.objects.filter(programme__in=Programme.objects.defined_by(user).values("pk"))
    return get_object_or_404(calls.for_pages(), pk=number)


def _offices(user, programme=None):
    """Those one may write for, and the one a programme has already."""
    inside = user.reach.condition(*DEFINERS, path="place__path")
    known = Q(pk__in=Office.objects.filter(inside).values("pk")) | Q(pk__in=handled_offices(user))
    return Office.objects.filter(known | Q(pk=programme.office_id) if programme else known).order_by("slug")


def _is_right(user, form, programme=None) -> bool:
    """Inside one's scope, and nothing that contradicts the terms there are; else the form says what."""
    said = form.cleaned_data
    has_place = user.reach.covers(*DEFINERS, path=said["place"].path)
    if not has_place and not said["place"].path.startswith(said["office"].place.path):
        form.add_error("place", _("This place is not yours to write for."))
    if not may_write_programme(user, said["office"]):
        form.add_error("office", _("This office is not yours to write for."))
    if programme:
        would = Programme(**{name: said[name] for name in AMOUNTS})
        for sentence in find(would, programme.shares.all(), programme.rules.all()):
            form.add_error(None, sentence)
    return form.is_valid()


AMOUNTS = ("currency", "grant_min", "grant_max", "total_min", "total_max")


def _plain(form) -> list:
    """The fields that are not words in a language."""
    return [field for field in form if not any(field.name.startswith(f"{name}_") for name in form.translated)]


def _sent(request):
    return request.POST if request.method == "POST" else None
