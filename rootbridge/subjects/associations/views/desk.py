"""Back office: associations that wait for a look, a verification, a second person, a decision on a claim."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rootbridge.base.audit.chain import record
from rootbridge.people.members.access import staff_only
from rootbridge.people.organisations import doubles, facts
from rootbridge.people.organisations.models import Claim, Flag, MovedOn, Organisation, Paper, Reason, Seen, Verification
from rootbridge.people.organisations.models.organisation import JUDGES
from rootbridge.people.organisations.permissions import (
    may_admit,
    may_agree,
    may_bring_lists,
    may_decide_claim,
    may_judge,
    may_judge_organisations,
    may_look_at,
    may_reserve_names,
)

from .. import actions
from ..desk import VIEWS, counts_for, places_of, rows_for
from ..forms.judging import AdmissionForm, BackForm, ClaimDecisionForm, ProposalForm
from .papers import as_attachment


@staff_only
@require_safe
def queue(request):
    """What waits inside one's reach, by what is to be done."""
    if not may_judge_organisations(request.user):
        raise Http404("nothing of associations here")
    view = request.GET.get("show", "")
    view = view if view in VIEWS else next(iter(VIEWS))
    places = places_of(request.user, view)
    where = request.GET.get("where", "")
    where = where if where in {key for key, *_rest in places} else ""
    counts = counts_for(request.user, where)
    tabs = [{"title": title, "href": "?" + urlencode({"show": key, "where": where}), "count": counts[key],
             "is_current": key == view} for key, title in VIEWS.items()]  # fmt: skip
    known = {"tabs": tabs, "view": view, "places": places, "where": where,
             "rows": rows_for(request.user, view, where),
             "may_reserve": may_reserve_names(request.user), "may_bring": may_bring_lists(request.user)}  # fmt: skip
    return render(request, "associations/manage/queue.html", known)


def found_or_404(request, number) -> Organisation:
    """One inside one's reach. Raises Http404."""
    rows = Organisation.objects.filter(pk=number).select_related("place", "residence", "author")
    found = get_object_or_404(rows)
    if not may_look_at(request.user, found) and not rows.inside_reach(request.user, *JUDGES).exists():
        raise Http404("not inside one's reach")
    return found


@staff_only
@require_safe
def organisation(request, number):
    """All of it: what it says, signs of risk, and what is to be decided."""
    return show(request, found_or_404(request, number))


def show(request, found, *, status=200, **forms):
    user = request.user
    verification = found.verifications.open().select_related("first", "asked_by").first()
    claims = list(found.claims.open().select_related("member", "first").order_by("state", "made_at"))
    live = found.standings.live().first()
    page = {
        "organisation": found, "standing": live, "ties": found.ties.for_list(), "facts": facts.lines_of(found),
        "flags": [str(dict(Flag.choices).get(flag, flag)) for flag in (live.flags if live else [])],
        "near": [one for one, _like in doubles.near(found.name, rows=Organisation.objects.exclude(pk=found.pk))],
        "officers": found.officers.filter(ended_at=None).in_order(), "papers": found.papers.order_by("pk"),
        "verification": verification, "claims": [(one, may_decide_claim(user, one)) for one in claims],
        "evidence": _evidence(verification), "reasons": dict(Reason.choices),
        "may_admit": found.state == "unseen" and may_admit(user, found), "may_judge": may_judge(user, found),
        "may_agree": verification is not None and may_agree(user, verification),
        "others": Organisation.objects.filter(author=found.author).exclude(pk=found.pk).count() if found.author else 0,
        "before": found.verifications.exclude(outcome="").order_by("-decided_at")[:5],
        "admission_form": forms.get("admission") or AdmissionForm(auto_id="id_a_%s"),
        "proposal_form": forms.get("proposal") or ProposalForm(auto_id="id_p_%s"),
        "back_form": forms.get("back") or BackForm(auto_id="id_b_%s"),
        "claim_form": forms.get("claim") or ClaimDecisionForm(auto_id="id_c_%s"),
    }  # fmt: skip
    return render(request, "associations/manage/organisation.html", page, status=status)


def _evidence(verification) -> list[tuple[str, str]]:
    known = dict(Seen.choices)
    return [(str(known.get(key, key)), words) for key, words in verification.evidence.items()] if verification else []


def _done(request, number, words):
    messages.success(request, words)
    return redirect("manage_associations:organisation", number)


def _late(request, number):
    messages.error(request, _("Somebody was quicker. Look at how it stands now."))
    return redirect("manage_associations:organisation", number)


@staff_only
@require_POST
def admission(request, number):
    """List one that waits, or tell why not."""
    found = found_or_404(request, number)
    if not may_admit(request.user, found):
        raise PermissionDenied
    if found.state != "unseen":
        return _late(request, number)
    form = AdmissionForm(request.POST, auto_id="id_a_%s")
    if not form.is_valid():
        return show(request, found, status=422, admission=form)
    said = form.cleaned_data
    if said["outcome"] == "listed":
        actions.admit(found, by=request.user)
        return _done(request, number, _("Kept. Whoever registered it is told."))
    try:
        actions.turn_down(found, by=request.user, reasons=said["reasons"], words=said["words"], language=get_language())
    except MovedOn:
        return _late(request, number)
    return _done(request, number, _("Kept. Whoever registered it is told."))


@staff_only
@require_POST
def proposal(request, number):
    """The first says what they saw."""
    found = found_or_404(request, number)
    if not may_judge(request.user, found):
        raise PermissionDenied
    verification = get_object_or_404(Verification.objects.open(), organisation=found)
    form = ProposalForm(request.POST, auto_id="id_p_%s")
    if not form.is_valid():
        return show(request, found, status=422, proposal=form)
    said = form.cleaned_data
    try:
        actions.propose(
            verification, by=request.user, proposal=said["outcome"], evidence=form.evidence,
            recheck_on=said["recheck_on"], reasons=said["reasons"] if said["outcome"] == "refused" else [],
            answer=said["words"], language=get_language(),
        )  # fmt: skip
    except MovedOn:
        return _late(request, number)
    return _done(request, number, _("Kept. A second person looks now."))


@staff_only
@require_POST
def agreement(request, number):
    """The second agrees, or sends it back with what is missing."""
    found = found_or_404(request, number)
    verification = get_object_or_404(Verification.objects.open(), organisation=found)
    if not may_agree(request.user, verification):
        raise PermissionDenied
    try:
        if request.POST.get("do") == "back":
            form = BackForm(request.POST, auto_id="id_b_%s")
            if not form.is_valid():
                return show(request, found, status=422, back=form)
            actions.send_back(verification, by=request.user, words=form.cleaned_data["words"])
            return _done(request, number, _("Sent back."))
        actions.agree(verification, by=request.user)
    except MovedOn:
        return _late(request, number)
    return _done(request, number, _("It holds now, and the organisation is told."))


@staff_only
@require_POST
def claim(request, number, claim):
    """Whose it is."""
    found = found_or_404(request, number)
    mine = get_object_or_404(Claim.objects.for_list(), pk=claim, organisation=found)
    form = ClaimDecisionForm(request.POST, auto_id="id_c_%s")
    if not form.is_valid():
        return show(request, found, status=422, claim=form)
    said = form.cleaned_data
    more = {"reasons": said["reasons"], "answer": said["words"], "language": get_language()}
    try:
        is_theirs = said["outcome"] == "yes"
        actions.decide_claim(mine, by=request.user, is_theirs=is_theirs, **({} if is_theirs else more))
    except MovedOn:
        return _late(request, number)
    if mine.state == "live":
        return _done(request, number, _("Kept. It is verified, so a second person decides too."))
    return _done(request, number, _("Kept. Everybody who waited is told."))


@staff_only
@require_safe
def paper(request, number, paper):
    """One paper, opened by somebody on duty; that they did is written down."""
    found = found_or_404(request, number)
    if not may_judge(request.user, found):
        raise Http404("not to judge")
    one = get_object_or_404(Paper.objects.visible_to(request.user), pk=paper, organisation=found)
    record("organisations.paper_opened", found, by=request.user, place_path=found.place.path)
    return as_attachment(one)
