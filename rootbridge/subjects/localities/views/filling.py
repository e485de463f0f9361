"""Writing on a page: its lead, the estimate, an entry; each form says when somebody was quicker."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rootbridge.base.files.models import PublicFile
from rootbridge.base.files.uploading import takes_files
from rootbridge.people.members.access import staff_only

from ..actions import decide
from ..forms import EntryForm, EstimateForm, LeadForm
from ..keepers import as_what
from ..models import Contribution, Entry, Kind, MovedOn, Outcome, Page
from ..permissions import may_decide_contribution
from ..showing import show
from .keeping import goes_on, kept_place, onward


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def lead(request, slug):
    """The place in one or two sentences."""
    place = kept_place(request, slug)
    page, language = Page.of(place), language_asked(request)
    form = LeadForm(request.POST or None, initial=LeadForm.initial_of(page, language))
    return _of_the_page(request, place, page, form, _("The place in one or two sentences"), "fill-lead")


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def estimate(request, slug):
    """The official estimate of people abroad."""
    place = kept_place(request, slug)
    page, language = Page.of(place), language_asked(request)
    form = EstimateForm(request.POST or None, initial=EstimateForm.initial_of(page, language), language=language)
    return _of_the_page(request, place, page, form, _("How many people from here live abroad?"), "fill-estimate")


def _of_the_page(request, place, page, form, title, key):
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            Page.change(place, by=request.user, as_what=as_what(request.user, place),
                        edition=form.cleaned_data["edition"], **form.values(page))  # fmt: skip
        except MovedOn:
            form, status = _again(form, Page.of(place).version), 409
        else:
            messages.success(request, _("Saved."))
            return onward(request, place, key)
    return render(request, "localities/manage/fill.html", {
        "place": place, "slug": request.resolver_match.kwargs["slug"], "form": form, "title": title,
        "back": goes_on(request), "key": request.POST.get("key", ""),
    }, status=status)  # fmt: skip


@staff_only
@takes_files
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, slug, kind):
    """Something new on the page, confirmed by whoever writes it."""
    place = kept_place(request, slug)
    if kind not in Kind.values:
        raise Http404("no such kind")
    typed = (request.POST, request.FILES) if request.method == "POST" else ()
    form = EntryForm(*typed, kind=kind, initial={"language": get_language()})
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        Entry.add(by=request.user, as_what=as_what(request.user, place), ticket=said["ticket"] or uuid.uuid4(),
                  place=place, **form.works(), **form.values(_kept(request, said)))  # fmt: skip
        messages.success(request, _("It stands on the page."))
        return onward(request, place, f"fill-{kind}")
    return render(request, "localities/manage/entry.html", {
        "place": place, "slug": slug, "form": form, "kind": Kind(kind), "back": goes_on(request),
        "key": request.POST.get("key", ""),
    }, status=422 if form.is_bound else 200)  # fmt: skip


@staff_only
@takes_files
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request, slug, number):
    """Change an entry; with ``?said=``, after what somebody said of it."""
    place = kept_place(request, slug)
    found = get_object_or_404(Entry.objects.at(place).filter(removed_at__isnull=True).for_pages(), pk=number)
    said, status = _said(request, found), 200
    typed = (request.POST, request.FILES) if request.method == "POST" else ()
    form = EntryForm(*typed, kind=found.kind, entry=found,
                     initial=EntryForm.initial_of(found, language_asked(request)))  # fmt: skip
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                _change(request, place, found, form, said)
            except MovedOn:
                form, status = _again(form, Entry.objects.get(pk=found.pk).version), 409
            else:
                messages.success(request, _("Saved."))
                return onward(request, place, f"said-{said.pk}" if said else f"entry-{found.pk}")
    return render(request, "localities/manage/entry.html", {
        "place": place, "slug": slug, "form": form, "kind": Kind(found.kind), "entry": found, "said": said,
        "shown": show(found, timezone.localdate()), "tongues": _tongues(found, language_asked(request)),
        "back": goes_on(request), "key": request.POST.get("key", ""),
    }, status=status)  # fmt: skip


def _change(request, place, found, form, said):
    role, file = as_what(request.user, place), _kept(request, form.cleaned_data)
    with transaction.atomic():
        found.change(by=request.user, as_what=role, edition=form.cleaned_data["edition"] or 0, **form.works(),
                     **form.values(file))  # fmt: skip
        if said:
            decide(said, by=request.user, as_what=role, outcome=Outcome.CORRECTED)


def _said(request, found):
    """The contribution after which the entry is mended, where this person may decide on it."""
    number = request.GET.get("said", "")
    if not number.isdecimal():
        return None
    said = Contribution.objects.waiting().for_desk().filter(entry=found, pk=int(number[:18])).first()
    return said if said and may_decide_contribution(request.user, said) else None


def _again(form, version):
    """The same form with what was typed, for the version that stands now; the next press writes over it."""
    form.add_error(None, _("Somebody else changed this just before you, and nothing of yours is written yet. What you "
                           "typed is below: look at the page, then save again."))  # fmt: skip
    form.data = form.data.copy()
    form.data["edition"] = str(version)
    return form


def _tongues(found, language) -> list[dict]:
    """Tabs: the languages it is written in, and the one that is asked for."""
    return [{"title": native, "href": f"?in={code}", "is_current": code == language}
            for code, native in settings.LANGUAGES if code in found.titles or code == language]  # fmt: skip


def _kept(request, said):
    return PublicFile.keep(said["file"], by=request.user) if said.get("file") else None


def language_asked(request) -> str:
    wanted = request.GET.get("in", "")
    return wanted if wanted in dict(settings.LANGUAGES) else get_language()
