"""What a member has sent: where it stands, what was written, what was agreed; invitations to apply together."""

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rootbridge.base.core.text import clean_text
from rootbridge.shared.conversations.ledger import NotTheirs

from .. import actions
from ..budget import money
from ..drawing import STATE_TAGS, bridge_of, call_line, history_of
from ..forms.applying import EvidenceForm, WithdrawForm
from ..models import Application, MovedOn, Party
from ..permissions import may_own_application
from ..talk import lines_of, new_client, wrong_with
from .applying import find_mine

INVITED_FOR = 60 * 60 * 24 * 30


@require_safe
def mine(request):
    """One's applications, the newest first, and those that one joined."""
    now = timezone.now()
    rows = Application.objects.of(request.user).for_pages().order_by("-changed_at")
    shown = [(row, call_line(row.call, now) if row.is_draft else None, STATE_TAGS[row.state]) for row in rows]
    return render(request, "programmes/mine.html", {"rows": shown, "user_pk": request.user.pk})


@require_safe
def application(request, number):
    """Where it stands; a draft shows its parts."""
    found = find_mine(request.user, number)
    if found.is_draft:
        return redirect("programmes:part", number=number, part="about")
    return show(request, found)


def show(request, found, *, status=200, why="", words="", evidence=None):
    """``why`` a message could not be sent, with its ``words``; ``evidence``: (number of a milestone, form)."""
    decision = found.decisions.confirmed().order_by("-confirmed_at").first()
    milestones = []
    for milestone in found.milestones.select_related("paper__file").order_by("due_on", "pk"):
        form = EvidenceForm(auto_id=f"id_m{milestone.pk}_%s", initial={"client": new_client()})
        if evidence and evidence[0] == milestone.pk:
            form = evidence[1]
        milestones.append((milestone, form))
    is_owner = may_own_application(request.user, found)
    may_withdraw = is_owner and found.state in ("sent", "reserve")
    return render(request, "programmes/application.html", {
        "application": found, "programme": found.programme, "bridge": bridge_of(found), "decision": decision,
        "milestones": milestones, "visits": found.visits.select_related("by").order_by("-on", "-pk"),
        "said": lines_of(found, request.user), "history": history_of(found), "money": money, "why": why,
        "words": words, "client": new_client(), "is_owner": is_owner,
        "withdraw_form": WithdrawForm() if may_withdraw else None, "can_write": not found.is_over,
    }, status=status)  # fmt: skip


@require_POST
def withdrawal(request, number):
    """Take it back, until it is decided."""
    found = find_mine(request.user, number)
    if not may_own_application(request.user, found):
        raise Http404("only who applies takes it back")
    form = WithdrawForm(request.POST)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    try:
        found.withdraw(by=request.user, words=words)
    except MovedOn:
        messages.warning(request, _("It was decided in the meantime. Nothing was taken back."))
        return redirect(found)
    messages.success(request, _("Taken back. Nobody reads it any more."))
    return redirect("programmes:mine")


@require_POST
def message(request, number):
    """Write to the office, or to who accompanies."""
    found = find_mine(request.user, number)
    words = clean_text(request.POST.get("words", ""))
    why = wrong_with(words)
    if not why and found.is_draft:
        why = _("Send the application first. Before that, ask the office on its page.")
    if not why:
        client = clean_text(request.POST.get("client", ""))[:36] or new_client()
        try:
            actions.say_in(found, by=request.user, words=words, client=client, at_work=False)
        except NotTheirs:
            why = _("This conversation is over.")
    if why:
        return show(request, found, status=422, why=why, words=request.POST.get("words", ""))
    messages.success(request, _("Sent."))
    return redirect(found.get_absolute_url() + "#talk")


@require_http_methods(["GET", "HEAD", "POST"])
def joint(request, token):
    """An invitation to apply together: what it is, from whom; accepted by who signs in with the invited address."""
    try:
        number = signing.loads(token, salt=actions.JOINT_SALT, max_age=INVITED_FOR)
    except signing.BadSignature as error:
        raise Http404("no such invitation") from error
    party = get_object_or_404(
        Party.objects.select_related("application__call__programme__office", "application__member"), pk=number
    )
    is_theirs = party.email == request.user.email
    is_over = party.ended_at is not None or (not party.application.is_draft and party.accepted_at is None)
    page = {"party": party, "is_theirs": is_theirs, "is_over": is_over, "application": party.application}
    if request.method != "POST":
        return render(request, "programmes/joint.html", page)
    return _answered(request, party, page)


def _answered(request, party, page):
    """Take part, or decline, by whoever has the address."""
    if request.POST.get("do") == "decline" and page["is_theirs"]:
        if not party.ended_at:
            actions.end_party(party, by=request.user)
        messages.success(request, _("You take no part. Nothing is kept open for you."))
        return redirect("programmes:list")
    try:
        party.accept(by=request.user)
    except (MovedOn, PermissionDenied):
        return render(request, "programmes/joint.html", page, status=409)
    messages.success(request, _("You take part now."))
    return redirect(party.application)
