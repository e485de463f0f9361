"""Contact through the platform: asked, accepted or declined, then written; left, blocked, reported."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rootbridge.people.members.limits import TooMany, count
from rootbridge.shared.conversations.talking import take_words, talk_for
from rootbridge.shared.moderation.gate import let_report

from .. import actions
from ..directory import entry_of
from ..forms.contact import AskForm, NameForm, ReasonForm
from ..models import AskedBefore, Contact, TooManyExclusions
from ..models.contact import WAITS
from ..permissions import may_write_contact
from .finding import find_entry, find_profile
from .hiding import blocked, full

RATES = {"asked": "10/1d/key", "asked_new": "3/1d/key"}
NEW_DAYS = 14


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request, handle):
    """A few words to somebody found; nothing else until they accept."""
    entry = find_entry(request.user, handle)
    form = AskForm(request.POST if request.method == "POST" else None, initial={"name": request.user.name})
    page = {"entry": entry, "form": form}
    if not form.is_valid():
        return render(request, "community/ask.html", page, status=422 if form.is_bound else 200)
    said = form.cleaned_data
    try:
        _count(request)
        actions.ask_contact(
            asker=request.user,
            asked=find_profile(request.user, handle).member,
            words=said["words"],
            name=said["name"],
            language=request.LANGUAGE_CODE,
        )
    except TooMany:
        form.add_error(None, _("You asked as many people today as one may. Go on tomorrow."))
        return render(request, "community/ask.html", page, status=429)
    except AskedBefore:
        form.add_error(None, _("There is a request between you already, or there was one in the last three months."))
        return render(request, "community/ask.html", page, status=422)
    messages.success(request, _("Sent. They read your words and decide. No answer is an answer too."))
    return redirect("community:contacts")


def _count(request) -> None:
    """So many new contacts a day, fewer for a new account. Raises TooMany."""
    is_new = (timezone.now() - request.user.joined_at).days < NEW_DAYS
    count(request, "community", RATES, **{"asked_new" if is_new else "asked": ("member", str(request.user.pk))})


@require_safe
def contacts(request):
    """Who asks me, with whom I write, whom I asked."""
    user, now = request.user, timezone.now()
    open_ = list(Contact.objects.open_for(user).for_pages().order_by("-answered_at")[:100])
    page = {
        "waiting": list(Contact.objects.waiting_for(user, now).for_pages().order_by("-at")[:50]),
        "open": [{"contact": one, "name": one.name_for(user)} for one in open_],
        "sent": [
            {"contact": one, "is_over": one.at < now - WAITS}
            for one in Contact.objects.sent_by(user).order_by("-at")[:50]
        ],
    }
    return render(request, "community/contacts.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request, key):
    """A request to answer, or what the two write."""
    found, user = find_contact(request.user, key), request.user
    if found.may_be_answered(user, timezone.now()):
        return _request(request, found)
    if not may_write_contact(user, found):
        return render(request, "community/sent.html", {"contact": found, "is_over": found.at < timezone.now() - WAITS})
    seat, answered = found.seat_of(user), None
    if request.method == "POST":
        answered = take_words(request, seat)
        if answered.said:
            return HttpResponseRedirect(found.get_absolute_url() + "#talk-end")
    talk = talk_for(request, seat, answered=answered)
    page = {"contact": found, "talk": talk, "name": found.name_for(user)}
    return render(request, "community/talk.html", page, status=422 if answered and answered.why else 200)


def _request(request, found, form=None, status=200):
    form = form or NameForm(initial={"name": request.user.name})
    entry = entry_of(request.user, found.asker_id)
    return render(request, "community/request.html", {"contact": found, "form": form, "entry": entry}, status=status)


@require_POST
def answer(request, key):
    """Accept, decline, or block."""
    found, choice = find_contact(request.user, key), request.POST.get("answer", "")
    if not found.may_be_answered(request.user, timezone.now()):
        return redirect(found)
    if choice == "decline":
        found.decline(by=request.user)
        messages.success(request, _("Declined. They are not told; they hear nothing more from you."))
        return redirect("community:contacts")
    if choice == "block":
        return _block(request, found)
    form = NameForm(request.POST)
    if not form.is_valid():
        return _request(request, found, form, status=422)
    actions.accept_contact(contact=found, by=request.user, name=form.cleaned_data["name"])
    return redirect(found)


def _block(request, found):
    try:
        words = found.name_for(request.user) or _("Somebody you asked")
        actions.keep_away(owner=request.user, other=found.other(request.user), words=words)
    except TooManyExclusions:
        messages.error(request, full())
        return redirect(found)
    messages.success(request, blocked())
    return redirect("community:contacts")


@require_POST
def leave(request, key):
    """Leave a contact, or block the other for good."""
    found = find_contact(request.user, key)
    if request.POST.get("block"):
        return _block(request, found)
    found.leave(by=request.user)
    messages.success(request, _("Done. You hear nothing more from it."))
    return redirect("community:contacts")


@require_http_methods(["GET", "HEAD", "POST"])
def report_contact(request, key):
    """Two taps: what is wrong; what was written goes with it."""
    found = find_contact(request.user, key)
    if found.asker_id == request.user.pk and not found.conversation_id:
        raise PermissionDenied("nothing was written to them")
    form = ReasonForm(request.POST if request.method == "POST" else None)
    page = {"form": form, "title": found.name_for(request.user), "back": found.get_absolute_url()}
    if not form.is_valid():
        return render(request, "community/report.html", page, status=422 if form.is_bound else 200)
    try:
        let_report(request)
    except TooMany:
        return render(request, "community/report.html", page | {"too_many": True}, status=429)
    actions.report("community.contact", found, by=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, _("Sent, with what was written. We tell you what we decide. You may block them too."))
    return redirect(found)


def find_contact(user, key) -> Contact:
    """Raises Http404. A request that somebody kept away from this member sent is not there."""
    found = Contact.objects.visible_to(user).for_pages().filter(key=key[:12]).first()
    if found is None or found.hidden_at:
        raise Http404("nothing here")
    waits_for_me = found.asked_id == user.pk and not found.answer
    if waits_for_me and not Contact.objects.waiting_for(user, timezone.now()).filter(pk=found.pk).exists():
        raise Http404("nothing here")
    if found.asked_id == user.pk and found.answer == "declined":
        raise Http404("nothing here")
    return found
