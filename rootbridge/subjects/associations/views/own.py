"""The side of an association: how it stands, asking to be verified, appealing, claiming, agreeing to be named."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rootbridge.base.core.access import public
from rootbridge.people.members.codes import plain_digits
from rootbridge.people.members.limits import TooMany, count
from rootbridge.people.organisations.models import Claim, LastOfficer, MovedOn, Officer, Organisation
from rootbridge.people.organisations.permissions import may_claim, may_lead
from rootbridge.shared.moderation.forms import AppealForm
from rootbridge.shared.moderation.models import Appeal

from .. import actions
from ..appealing import appealable_of
from ..forms.judging import ClaimCodeForm, ClaimForm, WishForm
from ..hearers import reasons_of, what_happens
from .people import say_last

RATES = {"claim": "5/1d/key", "claim_code": "3/1d/key"}


@require_safe
def mine(request):
    """Organisations that one leads, registered or claimed, and drafts to go on with."""
    led = Organisation.objects.led_by(request.user) | Organisation.objects.filter(author=request.user)
    known = {
        "organisations": led.select_related("place", "residence").order_by("pk"),
        "led_ids": set(Organisation.objects.led_by(request.user).values_list("pk", flat=True)),
        "drafts": request.user.registrations.drafts().order_by("-saved_at"),
        "claims": request.user.claims.for_list().order_by("-made_at"),
        "named": request.user.offices_held.filter(ended_at=None).select_related("organisation"),
    }  # fmt: skip
    return render(request, "associations/mine.html", known)


def own_or_404(request, slug) -> Organisation:
    """One that the reader leads or registered. Raises Http404."""
    found = get_object_or_404(Organisation.objects.visible_to(request.user), slug=slug)
    if found.author_id != request.user.pk and not may_lead(request.user, found):
        raise Http404("not theirs")
    return found


@require_safe
def standing(request, slug):
    """How it stands, why, until when; and what one can do about it."""
    return show(request, own_or_404(request, slug))


def show(request, organisation, *, status=200, **forms):
    kind, decision = appealable_of(organisation)
    appeal = Appeal.objects.about(kind, decision.pk).first() if decision else None
    known = what_happens(organisation) | {
        "organisation": organisation, "verification": organisation.verifications.order_by("-pk").first(),
        "wish_form": forms.get("wish") or WishForm(), "appeal_form": forms.get("appeal") or AppealForm(),
        "appeal": appeal, "decision": decision, "papers": organisation.papers.filter(claim=None).order_by("pk"),
        "may_ask": organisation.is_listed and may_lead(request.user, organisation),
    }  # fmt: skip
    return render(request, "associations/standing.html", known, status=status)


@require_POST
def wish(request, slug):
    """Ask to be verified."""
    organisation = own_or_404(request, slug)
    form = WishForm(request.POST)
    if not may_lead(request.user, organisation):
        raise PermissionDenied
    if not form.is_valid():
        return show(request, organisation, status=422, wish=form)
    try:
        _wish, made = actions.ask_verification(organisation, by=request.user, words=form.cleaned_data["words"])
    except MovedOn:
        messages.error(request, _("It has to be listed first."))
        return redirect("associations:standing", slug)
    done = _("Asked. You hear from us within ten working days.") if made else _("You have asked already.")
    messages.success(request, done)
    return redirect("associations:standing", slug)


@require_POST
def appeal(request, slug):
    """Somebody else looks again at a refusal."""
    organisation = own_or_404(request, slug)
    kind, decision = appealable_of(organisation)
    form = AppealForm(request.POST)
    if decision is None:
        raise Http404("nothing to appeal against")
    if not form.is_valid():
        return show(request, organisation, status=422, appeal=form)
    Appeal.make(kind, decision, by=request.user, language=get_language(), **form.cleaned_data)
    messages.success(request, _("Somebody else looks at it again. You hear from us."))
    return redirect("associations:standing", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def claim(request, slug):
    """Say that an entry is yours; or see how your claim stands."""
    organisation = get_object_or_404(Organisation.objects.listed().select_related("place"), slug=slug)
    mine = Claim.objects.filter(member=request.user, organisation=organisation).order_by("-pk").first()
    if request.method == "POST" and (mine is None or mine.state not in ("live", "in_line")):
        return _make_claim(request, organisation)
    return _claim_page(request, organisation, mine)


def _claim_page(request, organisation, mine, *, form=None, code_form=None, status=200):
    known = {
        "organisation": organisation, "claim": mine, "form": form or ClaimForm(initial={"name": request.user.name}),
        "code_form": code_form or ClaimCodeForm(), "may_claim": may_claim(request.user, organisation),
        "may_have_code": bool(organisation.email), "leads": may_lead(request.user, organisation),
        "is_live": organisation.claims.live().exists(), "reasons_of": reasons_of,
    }  # fmt: skip
    return render(request, "associations/claim.html", known, status=status)


def _make_claim(request, organisation):
    form = ClaimForm(request.POST)
    if not form.is_valid():
        return _claim_page(request, organisation, None, form=form, status=422)
    try:
        count(request, "associations", RATES, claim=("claim", str(request.user.pk)))
        made, _new = actions.claim(organisation, by=request.user, **form.cleaned_data)
    except TooMany:
        form.add_error(None, _("You claimed several pages today. Wait until tomorrow."))
        return _claim_page(request, organisation, None, form=form, status=429)
    except MovedOn:
        return _claim_page(request, organisation, None, form=form, status=409)
    if made.state == "in_line":
        messages.success(request, _("Somebody else claimed it before you. You wait in line and hear from us."))
    return redirect("associations:claim", organisation.slug)


@require_POST
def claim_code(request, slug):
    """Send a code to the address on record, or type it."""
    found = get_object_or_404(Claim.objects.open().filter(member=request.user), organisation__slug=slug)
    if "send" in request.POST:
        if not found.organisation.email:
            raise Http404("no address on record")
        try:
            count(request, "associations", RATES, claim_code=("code", str(found.organisation_id)))
            actions.send_claim_code(found)
            messages.success(request, _("The letter is on its way to the address that we have of it."))
        except TooMany:
            messages.error(request, _("Several letters went there today. Try again tomorrow."))
        return redirect("associations:claim", slug)
    form = ClaimCodeForm(request.POST)
    if form.is_valid() and found.show_code(plain_digits(form.cleaned_data["code"])):
        messages.success(request, _("That is the code. Whoever decides sees it."))
        return redirect("associations:claim", slug)
    form.add_error("code", _("This is not the code of the newest letter, or it is over. Five tries are given."))
    return _claim_page(request, found.organisation, found, code_form=form, status=422)


@require_POST
def withdraw_claim(request, slug):
    found = get_object_or_404(Claim.objects.open().filter(member=request.user), organisation__slug=slug)
    found.withdraw(by=request.user)
    messages.success(request, _("Taken back."))
    return redirect("associations:mine")


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def officer(request, token):
    """Whoever was named says whether it is so, and whether the name may stand on the page."""
    found = Officer.objects.holding(token, timezone.now()).select_related("organisation").first()
    if found is None:
        return render(request, "associations/register/over.html", status=404)
    said = request.POST.get("answer", "")
    if request.method == "POST" and said in ("public", "quiet", "no"):
        member = request.user if request.user.is_authenticated and request.user.email == found.email else None
        try:
            found.answer(agrees=said != "no", is_public=said == "public", member=member)
        except LastOfficer:
            say_last(request)
            return render(request, "associations/officer.html", {"officer": found, "done": ""}, status=409)
        return render(request, "associations/officer.html", {"officer": found, "done": said})
    status = 422 if request.method == "POST" else 200
    return render(request, "associations/officer.html", {"officer": found, "done": ""}, status=status)


@require_POST
def name(request, number):
    """A member lets their name stand on the page, or takes it back."""
    found = get_object_or_404(request.user.offices_held.filter(ended_at=None), pk=number)
    found.show_name(by=request.user, is_public=request.POST.get("show") == "1")
    messages.success(request, _("Kept."))
    return redirect("associations:mine")
