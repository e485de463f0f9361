"""Registering: one question a screen, saved at each step, gone on with from any device, sent once."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rootbridge.base.core.access import public
from rootbridge.base.design.jinja import render_block
from rootbridge.base.files.uploading import takes_files
from rootbridge.people.members.limits import TooMany, count, network_of
from rootbridge.people.organisations.doubles import near
from rootbridge.people.organisations.models import Registration

from .. import actions, steps
from ..forms.facts import FactsForm
from ..forms.registering import ContactForm, HereForm, HomeStepForm, KindForm, NameStepForm, SpeakerForm, WorkForm
from ..forms.sending import LinkForm, PapersForm
from ..hearers import what_happens
from ..summary import summary_of

SESSION_KEY = "associations.registration"
FORMS = {"kind": KindForm, "name": NameStepForm, "here": HereForm, "home": HomeStepForm, "work": WorkForm,
         "contact": ContactForm, "speaker": SpeakerForm}  # fmt: skip
RATES = {"begin": "30/1d/key", "link": "5/1h/key", "link_to": "5/1d/key"}


def draft_of(request) -> Registration | None:
    """The one that this browser fills in; after signing in on another device, the member's newest draft."""
    key = request.session.get(SESSION_KEY, "")
    found = Registration.objects.filter(key=key).first() if key else None
    if found and found.member_id and request.user.is_authenticated and found.member_id != request.user.pk:
        return None
    if found is None and request.user.is_authenticated:
        found = Registration.objects.visible_to(request.user).drafts().order_by("-saved_at").first()
    return found


@public
@require_http_methods(["GET", "HEAD", "POST"])
def start(request):
    """What it takes and what comes of it; the button begins a registration, or goes on with the one begun."""
    if request.method != "POST":
        return render(request, "associations/register/start.html", {"steps": steps.STEPS})
    draft = draft_of(request)
    if draft is None or draft.sent_at:
        try:
            count(request, "associations", RATES, begin=("begin", network_of(request)))
        except TooMany:
            messages.error(request, _("Many registrations were begun from here today. Come back tomorrow."))
            return redirect("associations:register")
        draft = Registration.begin(language=get_language(), member=request.user)
        request.session[SESSION_KEY] = draft.key
    return redirect("associations:step", draft.step or "kind")


@public
@never_cache
@takes_files
@require_http_methods(["GET", "HEAD", "POST"])
def step(request, key):
    """One question."""
    draft = draft_of(request)
    if draft is None:
        return redirect("associations:register")
    if draft.sent_at:
        return redirect("associations:registered")
    if key not in [one.key for one in steps.steps_for(draft.answers)]:
        raise Http404("no such step")
    if key == "check":
        return check(request, draft)
    if request.method == "POST":
        return _answer(request, draft, key)
    form = _form(key, draft)
    if key == "home":
        form.look(request.GET)
        if request.htmx and request.GET.get("part") == "found":
            return HttpResponse(render_block(request, "associations/register/home.html", "found", {"form": form}))
    if key == "name" and request.htmx and request.GET.get("part") == "doubles":
        known = {"doubles": near(request.GET.get("name", "")[:120]), "form": form}
        return HttpResponse(render_block(request, "associations/register/name.html", "doubles", known))
    return page(request, draft, key, form)


def _form(key, draft, data=None, files=None):
    if key == "facts":
        return FactsForm(data, kind=draft.answers.get("kind", ""), facts_before=draft.answers.get("facts") or {})
    if key == "papers":
        return PapersForm(data, files, draft=draft)
    return FORMS[key](data, draft=draft)


def _answer(request, draft, key):
    """Keep an answer and go on; the buttons «find» and «remove» only show."""
    form = _form(key, draft, request.POST, request.FILES)
    if key == "home" and "find" in request.POST:
        form.look(request.POST)
        form.errors.clear()
        return page(request, draft, key, form)
    if key == "papers" and request.POST.get("remove", "").isdecimal():
        draft.papers.filter(pk=request.POST["remove"][:18]).discard()
        return redirect("associations:step", key)
    if not form.is_valid():
        return page(request, draft, key, form, status=422)
    if key == "name" and not form.cleaned_data["sure"] and (found := near(form.cleaned_data["name"])):
        return page(request, draft, key, form, doubles=found, asks=True)
    if key == "papers":
        form.keep(by=request.user)
    values = form.values
    values.pop("sure", None)
    following = "check" if request.POST.get("back") == "check" else steps.after(key, draft.answers | values).key
    draft.save_step(key, values, following=following)
    return redirect("associations:step", following)


def page(request, draft, key, form, *, status=200, **more):
    here = steps.BY_KEY[key]
    asked = steps.steps_for(draft.answers)
    known = {
        "form": form, "step": here, "draft": draft, "number": asked.index(here) + 1, "total": len(asked),
        "previous": steps.before(key, draft.answers), "is_change": request.GET.get("back") == "check",
        "doubles": [], "asks": False, "link_form": LinkForm(initial={"email": draft.email}),
    } | more  # fmt: skip
    return render(request, f"associations/register/{key}.html", known, status=status)


def check(request, draft, *, status=200, trouble=""):
    """Everything at a glance, each with a way to change it; the button sends."""
    return page(
        request, draft, "check", None, status=status, trouble=trouble, lines=summary_of(draft),
        missing=steps.open_steps(draft),
    )  # fmt: skip


@public
@never_cache
@require_POST
def link(request):
    """A letter with a link to go on from another device."""
    draft = draft_of(request)
    if draft is None or draft.sent_at:
        return redirect("associations:register")
    form = LinkForm(request.POST)
    if form.is_valid():
        address = form.cleaned_data["email"]
        try:
            count(request, "associations", RATES, link=("link", network_of(request)), link_to=("link", address))
            actions.send_link(draft, address, language=get_language())
            messages.success(request, _("The link is on its way. What you wrote is kept for thirty days."))
            return redirect("associations:step", draft.step or "kind")
        except TooMany:
            form.add_error("email", _("We sent several links today. Look into your mail, or try again later."))
    return render(request, "associations/register/link.html", {"form": form, "draft": draft}, status=422)


@public
@never_cache
@require_safe
def go_on(request, token):
    """The link of the letter: this device goes on where the other stopped."""
    draft = Registration.objects.holding(token, timezone.now()).first()
    if draft is None:
        return render(request, "associations/register/over.html", status=404)
    request.session[SESSION_KEY] = draft.key
    return HttpResponseRedirect(steps.BY_KEY.get(draft.step, steps.STEPS[0]).url)


@public
@never_cache
@require_safe
def registered(request):
    """The receipt: what happens now, when, and by whom."""
    key = request.session.get(SESSION_KEY, "")
    draft = get_object_or_404(Registration.objects.select_related("organisation"), key=key, organisation__isnull=False)
    known = {"organisation": draft.organisation, "draft": draft} | what_happens(draft.organisation)
    known["home_names"] = [place.name(get_language()) for place in known["homes"]]
    return render(request, "associations/register/done.html", known)
