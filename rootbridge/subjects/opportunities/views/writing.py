"""Back office: the needs one works on, and writing one: its text, its skills, its text in other languages."""

import uuid
from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Q
from django.forms import Form
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language

from rootbridge.people.members.access import staff_only
from rootbridge.people.organisations.models import Organisation

from .. import comparing, desk, suggestions
from ..actions import change_need
from ..forms import NeedForm, SkillsForm, TextForm
from ..forms.writing import MOST_TICKS
from ..models import READERS, MovedOn, Need, edition_of
from ..models.need import MANY
from ..models.needs import WORKERS, either
from ..permissions import may_work_on_need, may_work_on_needs

PAGE = 40


class Sheet(NamedTuple):
    """A page of a need that is written on: ``values()`` are those typed, ``more`` is what else the page shows."""

    template: str
    form: Form
    values: Callable[[], dict]
    more: dict = {}


@staff_only
def needs(request):
    """The needs inside one's scopes, by where they stand."""
    if not may_work_on_needs(request.user):
        raise Http404("no needs to work on")
    day = timezone.localdate()
    shelves = desk.shelves_of(request.user, day)
    shelf = shelves.get(request.GET.get("show"), next(iter(shelves.values())))
    page = Paginator(shelf.needs, PAGE).get_page(request.GET.get("page"))
    return render(request, "opportunities/manage/list.html", {
        "shelf": shelf, "page": page, "rows": desk.rows_of(page, day),
        "tabs": desk.tabs_of(shelves, shelf), "may_write": _organisations(request.user).exists(),
        "waiting": desk.answers_waiting(request.user), "reads_answers": request.user.reach.holds(*READERS),
    })  # fmt: skip


@staff_only
def new(request):
    """A new need: its words and facts; its skills come next."""
    organisations = _organisations(request.user)
    if not organisations.exists():
        raise Http404("no organisation to write for")
    initial = {"original": get_language(), "mode": "either", "people_needed": 1, "ticket": uuid.uuid4()}
    form = NeedForm(
        _sent(request),
        user=request.user,
        organisations=organisations,
        initial=initial,
    )
    if form.is_bound and form.is_valid():
        need, _made = Need.write(by=request.user, ticket=form.cleaned_data["ticket"], **form.values())
        return redirect("manage_needs:skills", number=need.pk)
    return render(request, "opportunities/manage/form.html", {"form": form}, status=422 if form.is_bound else 200)


@staff_only
def edit(request, number):
    """The words in the first language, and the facts."""

    def sheet(need, _waiting):
        form = NeedForm(
            _sent(request), user=request.user, organisations=_organisations(request.user, need), need=need,
            initial=NeedForm.initial_for(need),
        )  # fmt: skip
        return Sheet("form.html", form, form.values)

    return _written(request, number, sheet)


@staff_only
def text(request, number, language):
    """The words in another language, with the first beside them."""

    def sheet(need, _waiting):
        if language not in dict(settings.LANGUAGES) or language == need.original:
            raise Http404("no such language")
        form = TextForm(_sent(request), initial=TextForm.initial_of(need, language))
        said = TextForm.initial_of(need, need.original)
        first = [(form.fields[name].label, words) for name, words in said.items() if words]
        return Sheet("text.html", form, lambda: form.texts(need, language), {"language": language, "first": first})

    return _written(request, number, sheet)


@staff_only
def skills(request, number):
    """Occupations recognised in the words, and the skills that go with them, to tick."""

    def sheet(need, waiting):
        held = suggestions.held_by(need, waiting.values if waiting else {})
        typed, title = request.GET.get("who", "")[:200], need.said("titles", need.original)
        ticked = _ticked(request.GET) if "who" in request.GET else held
        text, told = (typed, get_language()) if typed else (title.text, title.language)
        found = suggestions.suggest(text, told, ticked, get_language())
        form = SkillsForm(_sent(request), offered=found.offered, initial=found.ticked)
        return Sheet("skills.html", form, form.values, {"typed": typed or need.title})

    return _written(request, number, sheet)


def _ticked(sent) -> dict[str, list[int]]:
    """What was ticked when somebody looked again with other words."""
    return {name: [int(one) for one in sent.getlist(name) if one.isdecimal()][:MOST_TICKS] for name in MANY}


def find_work(user, number):
    """A need that this person works on. Raises Http404."""
    found = Need.objects.worked_on_by(user).for_cards().select_related("proposal__by").filter(pk=number).first()
    if found is None or not may_work_on_need(user, found):
        raise Http404("no such need to work on")
    return found


def find_with_changes(user, number):
    """A need with the change that waits for a second person laid over it, and that change. Raises Http404."""
    need = find_work(user, number)
    waiting = need.amendments.waiting().first()
    return (waiting.onto(need) if waiting else need), waiting


def _organisations(user, need=None):
    """Those one may write for, and the one a need is for already."""
    condition = user.reach.condition(*WORKERS, path="place__path", body="body")
    return Organisation.objects.filter(either(Q(pk=need.organisation_id), condition) if need else condition)


def _sent(request):
    return request.POST if request.method == "POST" else None


def _written(request, number, sheet):
    """Save what was typed, or show the page. ``sheet(need, waiting)``: the `Sheet` of a need as it is now. Where
    somebody else changed the need meanwhile, the page comes again with what was typed and what it would change."""
    need, waiting = find_with_changes(request.user, number)
    page, edition, changes = sheet(need, waiting), request.POST.get("edition") or request.GET.get("edition"), []
    is_late, status = False, 422 if page.form.is_bound else 200
    if page.form.is_bound and page.form.is_valid():
        try:
            return _changed(request, need, edition, page.values())
        except MovedOn:
            need, waiting = find_with_changes(request.user, number)
            page, edition, is_late, status = sheet(need, waiting), None, True, 409
        if page.form.is_valid() and not (changes := comparing.changes_to(need, page.values(), waiting)):
            return redirect("manage_needs:need", number=number)  # sent twice: it says this already
    return render(request, f"opportunities/manage/{page.template}", {
        **page.more, "form": page.form, "need": need, "edition": edition or edition_of(need, waiting),
        "is_late": is_late, "changes": changes,
    }, status=status)  # fmt: skip


def _changed(request, need, edition, values):
    if change_need(need=need, by=request.user, edition=edition, **values):
        desk.say_that_it_waits(request)
    return redirect("manage_needs:need", number=need.pk)
