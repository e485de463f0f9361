"""The desk of an association: what it looks after, its profile, that it is still true, and all of it to take along."""

from django.contrib import messages
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rootbridge.base.audit.chain import record
from rootbridge.people.organisations import facts
from rootbridge.people.organisations.models import Organisation, Standing, StandingKind, Tie
from rootbridge.people.organisations.permissions import may_lead
from rootbridge.people.organisations.sections import sections

from ..confirming import EVERY
from ..forms.facts import FactsForm
from ..forms.office import ProfileForm
from ..forms.registering import HereForm, HomeStepForm
from ..takeaway import stream


def led_or_404(request, slug) -> Organisation:
    """One whose officer the reader is. Raises Http404: to others the desk does not exist."""
    found = get_object_or_404(Organisation.objects.select_related("place", "residence"), slug=slug)
    if not may_lead(request.user, found):
        raise Http404("not theirs")
    return found


def rooms_of(organisation, current: str) -> list[dict]:
    """The tabs of the desk."""
    rooms = {
        "office": _("Overview"), "profile": _("Profile"), "officers": _("Officers"), "members": _("Members"),
        "chapters": _("Chapters"), "letters": _("Letters"), "news": _("News"), "projects": _("Projects"),
        "documents": _("Documents"),
    }  # fmt: skip
    told = ("news", "projects", "documents")
    return [
        {
            "title": title, "is_current": key == current,
            "href": reverse("associations:told", args=[organisation.slug, key]) if key in told
            else reverse(f"associations:{key}", args=[organisation.slug]),
        }
        for key, title in rooms.items()
    ]  # fmt: skip


def desk(request, template, organisation, current, *, status=200, **known):
    """A page of the desk with its tabs."""
    page = {"organisation": organisation, "tabs": rooms_of(organisation, current)} | known
    return render(request, f"associations/office/{template}.html", page, status=status)


@require_safe
def office(request, slug):
    """What waits, when it was confirmed, and the ways on."""
    one = led_or_404(request, slug)
    waits = {
        "members": one.memberships.waiting().count(), "chapters": one.chapters.live().filter(accepted_at=None).count(),
        "letters": one.letters.waiting().count(),
    }  # fmt: skip
    since = one.confirmed_at or one.registered_at
    ways = [(section.title, reverse(section.write_url)) for section in sections if section.write_url]
    is_due = timezone.now() - since > EVERY or one.asleep_at is not None
    return desk(request, "overview", one, "office", waits=waits, ways=ways, is_due=is_due, due_on=since + EVERY)


@require_POST
def confirmation(request, slug):
    led_or_404(request, slug).confirm(by=request.user)
    messages.success(request, _("Thank you: the page says that it is true as of today."))
    return redirect("associations:office", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request, slug):
    """Names and words in each language, fields of work, how to reach it."""
    one = led_or_404(request, slug)
    form = ProfileForm(request.POST if request.method == "POST" else None, organisation=one)
    if request.method != "POST" or not form.is_valid():
        return desk(request, "profile", one, "profile", form=form, has_facts=bool(facts.fields_of(one.kind)),
                    status=422 if request.method == "POST" else 200)  # fmt: skip
    was_verified = one.is_verified
    changed = one.change(by=request.user, **form.values)
    looked_at = one.verifications.open().exclude(proposal="") if "names" in changed else ()
    for wish in looked_at:
        wish.withdraw(by=request.user)
    if "names" in changed and (was_verified or looked_at):
        if was_verified:
            Standing.take(one, StandingKind.LAPSED, by=None)
        messages.success(request, _("Kept. The name is new, so the verification ended: ask for a new look."))
    elif changed:
        messages.success(request, _("Kept."))
    return redirect("associations:profile", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def own_facts(request, slug):
    """The fields of its kind."""
    one = led_or_404(request, slug)
    if not facts.fields_of(one.kind):
        raise Http404("this kind has none")
    form = FactsForm(request.POST if request.method == "POST" else None, kind=one.kind, facts_before=one.facts)
    if request.method != "POST" or not form.is_valid():
        return desk(request, "form", one, "profile", form=form, title=_("A few things of its own"),
                    status=422 if request.method == "POST" else 200)  # fmt: skip
    values = form.facts
    if values.get("fair"):
        values |= {"fair_on": timezone.localdate().isoformat(), "fair_by": request.user.name}
    one.change(by=request.user, facts=values)
    messages.success(request, _("Kept."))
    return redirect("associations:profile", slug)


class Places:
    """An organisation in the shape that the questions of a registration read."""

    def __init__(self, organisation):
        ties = list(organisation.ties.for_list())
        self.answers = {
            "home": [tie.place.code for tie in ties if tie.side == "home"],
            "here": [[tie.place.code, tie.town] for tie in ties if tie.side == "here"],
        }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def places(request, slug):
    """Where it works on both banks; «find» only shows."""
    one = led_or_404(request, slug)
    said = request.POST if request.method == "POST" else None
    home, here = HomeStepForm(said, draft=Places(one)), HereForm(said, draft=Places(one))
    if said is None or "find" in request.POST or not all([home.is_valid(), here.is_valid()]):
        home.look(said if said is not None else request.GET)
        wrong = said is not None and "find" not in request.POST
        if not wrong:
            home.errors.clear()
            here.errors.clear()
        return desk(request, "places", one, "profile", home=home, here=here, status=422 if wrong else 200)
    rows = [(here.countries[code], town) for code, town in here.values["here"]]
    if Tie.settle(one, by=request.user, home=[place for place, _lineage in home.kept], here=rows):
        messages.success(request, _("Kept."))
    return redirect("associations:profile", slug)


@require_POST
def takeaway(request, slug):
    """All that is its own, as a zip."""
    one = led_or_404(request, slug)
    record("associations.exported", one, by=request.user, place_path=one.place.path)
    response = StreamingHttpResponse(stream(one), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{one.slug}.zip"'
    return response
