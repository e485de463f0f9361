"""How desks are set up: how they are reached, who reads what, which replies are ready."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from rootbridge.base.core.bearings import Bearings
from rootbridge.base.reference.topics import Topic
from rootbridge.people.members.access import staff_only
from rootbridge.people.offices.models import Office

from ..models import DeskRule, PreparedReply
from ..permissions import may_change_desk, may_change_prepared, may_make_rules
from ..readers import likely_readers
from ..setting_forms import ContactsForm, PreparedForm, PreviewForm, RuleForm, countries, regions
from ..staff import offices_of


@staff_only
def desks(request):
    """The desks one may set up, the rules of who reads what, and a look at who would read a question."""
    offices = _changeable(request.user)
    if not offices:
        raise Http404("no desk of theirs")
    rules = DeskRule.objects.administered_by(request.user).select_related("office__place").order_by("-weight", "pk")
    form = PreviewForm(request.GET or None)
    readers = None
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        readers = likely_readers(topic=said["topic"], bearings=Bearings(said["living"], "", said["home"]))
    page = {
        "offices": offices, "rules": _told(rules), "form": form, "readers": readers,
        "may_rule": may_make_rules(request.user),
    }  # fmt: skip
    return render(request, "help/desks.html", page)


@staff_only
def contacts(request, slug):
    """How one desk is reached, and its promise."""
    office = get_object_or_404(Office.objects.select_related("place"), slug=slug)
    if not may_change_desk(request.user, office):
        raise Http404("not their desk")
    form = ContactsForm(request.POST or None, office=office)
    if form.is_valid():
        office.change_contacts(by=request.user, **form.cleaned_data)
        messages.success(request, _("Kept."))
        return redirect("manage_questions:desks")
    return render(request, "help/desk_contacts.html", {"office": office, "form": form}, status=_status(form))


@staff_only
def rule(request, number=None):
    """A rule of who reads what, new or known."""
    if not may_make_rules(request.user):
        raise Http404("no rules of theirs")
    found = None
    if number is not None:
        found = get_object_or_404(DeskRule.objects.administered_by(request.user), pk=number)
    if found and request.POST.get("do") == "remove":
        found.take_away(by=request.user)
        messages.success(request, _("Taken away."))
        return redirect("manage_questions:desks")
    form = RuleForm(request.POST or None, user=request.user, instance=found)
    if form.is_valid():
        form.save(commit=False).keep(by=request.user)
        messages.success(request, _("Kept."))
        return redirect("manage_questions:desks")
    return render(request, "help/desk_rule.html", {"rule": found, "form": form}, status=_status(form))


@staff_only
def prepared(request):
    """The replies that one's desks have ready."""
    rows = (
        PreparedReply.objects.visible_to(request.user).select_related("office__place").order_by("office", "topic", "pk")
    )
    page = {
        "replies": [(row, may_change_prepared(request.user, row)) for row in rows],
        "may_add": bool(_own(request.user)),
    }
    if not (rows or page["may_add"]):
        raise Http404("no desk of theirs")
    return render(request, "help/prepared.html", page)


@staff_only
def prepared_reply(request, number=None):
    """One prepared reply, new or known."""
    found = None
    if number is not None:
        found = get_object_or_404(PreparedReply.objects.visible_to(request.user).select_related("office"), pk=number)
        if not may_change_prepared(request.user, found):
            raise Http404("not theirs to change")
    offices, for_all = _own(request.user), request.user.reach.covers("administrator")
    if not offices:
        raise Http404("no desk of theirs")
    if found and request.POST.get("do") == "remove":
        found.take_away(by=request.user)
        messages.success(request, _("Taken away."))
        return redirect("manage_questions:prepared")
    form = PreparedForm(request.POST or None, offices=offices, for_all=for_all, instance=found)
    if form.is_valid():
        reply, said = found or PreparedReply(), form.cleaned_data
        reply.office, reply.topic, reply.titles, reply.words = (
            said[name] for name in ("office", "topic", "title", "words")
        )
        if not may_change_prepared(request.user, reply):
            raise Http404("not theirs to change")
        reply.keep(by=request.user)
        messages.success(request, _("Kept."))
        return redirect("manage_questions:prepared")
    return render(request, "help/prepared_reply.html", {"prepared": found, "form": form}, status=_status(form))


def _told(rules) -> list[tuple]:
    """(rule, names of its topics, of its places, of its countries)."""
    topics, places, lands = dict(Topic.choices), dict(regions()), dict(countries())
    return [
        (rule, [topics.get(one, one) for one in rule.topics], [places.get(one, one) for one in rule.origins],
         [lands.get(one, one) for one in rule.residences])
        for rule in rules
    ]  # fmt: skip


def _own(user) -> list[Office]:
    """The offices whose prepared replies a user writes: those they answer for, and those they administer."""
    administered = Office.objects.filter(user.reach.condition("administrator", path="place__path"))
    found = (administered | Office.objects.filter(pk__in=offices_of(user))).distinct()
    return sorted(found, key=lambda office: office.name.casefold())


def _changeable(user) -> list[Office]:
    rows = [office for office in Office.objects.select_related("place") if may_change_desk(user, office)]
    return sorted(rows, key=lambda office: office.name.casefold())


def _status(form) -> int:
    return 422 if form.is_bound else 200
