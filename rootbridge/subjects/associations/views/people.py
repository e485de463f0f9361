"""The desk of an association: its officers, its members, its chapters and its parent."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rootbridge.people.members.limits import TooMany, count
from rootbridge.people.organisations.models import Chapter, Circle, LastOfficer, Officer, Taken, stop_leading
from rootbridge.people.organisations.permissions import may_lead
from rootbridge.shared.inbox.telling import tell

from ..actions import ask_officer
from ..forms.office import ChapterForm, OfficerForm
from ..hearers import about, people_of
from .office import desk, led_or_404

RATES = {"officer": "20/1d/key", "chapter": "10/1d/key"}


@require_http_methods(["GET", "HEAD", "POST"])
def officers(request, slug):
    """Who speaks for it, with function and term; a new one is asked by mail."""
    one = led_or_404(request, slug)
    form = OfficerForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _officers(request, one, form, status=422 if request.method == "POST" else 200)
    if one.officers.filter(ended_at=None, email__iexact=form.cleaned_data["email"]).exists():
        form.add_error("email", _("Somebody with this address stands in the list already."))
        return _officers(request, one, form, status=422)
    if not one.is_listed:
        form.add_error(None, _("It has to be listed first."))
        return _officers(request, one, form, status=422)
    try:
        count(request, "associations", RATES, officer=("officer", str(one.pk)))
    except TooMany:
        form.add_error(None, _("Many were asked today. Go on tomorrow."))
        return _officers(request, one, form, status=429)
    ask_officer(Officer.add(one, by=request.user, **form.cleaned_data), by=request.user, language=get_language())
    messages.success(request, _("Asked by mail. You see here when they agreed."))
    return redirect("associations:officers", slug)


def _officers(request, one, form, *, status):
    today = timezone.localdate()
    rows = one.officers.filter(ended_at=None).select_related("member").in_order()
    past = one.officers.exclude(ended_at=None).order_by("-ended_at")[:20]
    return desk(request, "officers", one, "officers", form=form, rows=rows, past=past, today=today,
                editors=[role.member for role in one.editors()], status=status)  # fmt: skip


@require_POST
def officer(request, slug, number):
    """Ask again, or end the term. The last who may change the page cannot go."""
    one = led_or_404(request, slug)
    found = get_object_or_404(one.officers.filter(ended_at=None), pk=number)
    if "ask" in request.POST and not one.is_listed:
        messages.error(request, _("It has to be listed first."))
        return redirect("associations:officers", slug)
    if "ask" in request.POST:
        try:
            count(request, "associations", RATES, officer=("officer", str(one.pk)))
        except TooMany:
            messages.error(request, _("Many were asked today. Go on tomorrow."))
            return redirect("associations:officers", slug)
        ask_officer(found, by=request.user, language=get_language())
        messages.success(request, _("Asked again."))
        return redirect("associations:officers", slug)
    try:
        found.end(by=request.user)
    except LastOfficer:
        say_last(request)
        return redirect("associations:officers", slug)
    messages.success(request, _("The term is over, and with it the right to change the page."))
    return redirect("associations:officers" if may_lead(_again(request), one) else "associations:mine", *(
        [slug] if may_lead(_again(request), one) else []
    ))  # fmt: skip


def _again(request):
    """The reader with the roles they have by now."""
    return type(request.user).objects.get(pk=request.user.pk)


def say_last(request):
    messages.error(request, _("Nobody else may change this page yet. First name somebody who may, and wait until they "
                              "agreed; then the page is in their hands and you can go."))  # fmt: skip


@require_POST
def departure(request, slug):
    """Leave: hand the page over to those who stay."""
    one = led_or_404(request, slug)
    try:
        stop_leading(one, request.user, by=request.user)
    except LastOfficer:
        say_last(request)
        return redirect("associations:officers", slug)
    messages.success(request, _("The page is in the hands of the others now."))
    return redirect("associations:mine")


@require_safe
def members(request, slug):
    """Those who asked, and those who belong."""
    one = led_or_404(request, slug)
    rows = one.memberships.select_related("member").order_by("-asked_at")
    return desk(request, "members", one, "members", waiting=rows.waiting(), accepted=rows.accepted()[:500])


@require_POST
def member(request, slug, number):
    one = led_or_404(request, slug)
    found = get_object_or_404(one.memberships.live(), pk=number)
    if "accept" in request.POST:
        if found.accept(by=request.user):
            tell("associations.member_in", [found.member], url=one.get_absolute_url(), **about(one))
    else:
        found.end(by=request.user)
    messages.success(request, _("Kept."))
    return redirect("associations:members", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def chapters(request, slug):
    """Its chapters, its parent, and asking one to be it."""
    one = led_or_404(request, slug)
    form = ChapterForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _ask_parent(request, one, form):
        return redirect("associations:chapters", slug)
    links = Chapter.objects.live().select_related("parent", "chapter")
    return desk(
        request, "chapters", one, "chapters", form=form, parent=links.filter(chapter=one).first(),
        rows=links.filter(parent=one).order_by("accepted_at", "pk"), status=422 if request.method == "POST" else 200,
    )  # fmt: skip


def _ask_parent(request, one, form) -> bool:
    """Did it work? If not, the form says why."""
    parent = form.cleaned_data["parent"]
    try:
        _link, made = Chapter.ask(one, parent, by=request.user)
    except Circle:
        form.add_error("parent", _("It belongs to yours already, or is yours: nothing can be above itself."))
        return False
    except Taken:
        form.add_error("parent", _("You belong to another, or asked it. End that first."))
        return False
    if made:
        url = reverse("associations:chapters", args=[parent.slug])
        tell("associations.chapter_asks", people_of(parent), url=url, chapter=one.names, **about(parent))
    messages.success(request, _("Asked. Its officers say yes or no."))
    return True


@require_POST
def chapter(request, slug, number):
    """The parent accepts; either side ends it."""
    one = led_or_404(request, slug)
    links = Chapter.objects.live().select_related("parent__place", "chapter__place")
    found = get_object_or_404(links.filter(parent=one) | links.filter(chapter=one), pk=number)
    if "accept" in request.POST and found.parent_id == one.pk:
        try:
            if found.accept(by=request.user):
                tell("associations.chapter_in", people_of(found.chapter), url=one.get_absolute_url(), **about(one))
        except Circle:
            messages.error(request, _("Yours belongs to it by now: nothing can be above itself."))
            return redirect("associations:chapters", slug)
    elif "end" in request.POST:
        found.end(by=request.user)
    messages.success(request, _("Kept."))
    return redirect("associations:chapters", slug)
