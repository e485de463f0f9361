"""Around a talk, for whoever asked: its words by mail, and a report of what was wrong in it."""

from django.contrib import messages
from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rootbridge.base.core.access import public
from rootbridge.base.mail.writing import write
from rootbridge.people.members.limits import TooMany, count, network_of
from rootbridge.shared.conversations.models import Message
from rootbridge.shared.moderation import gate
from rootbridge.shared.moderation.forms import ReportForm
from rootbridge.shared.moderation.models import Report
from rootbridge.shared.moderation.registry import reportables

from ..chat_forms import PlaceForm
from ..models import Chat
from .chatting import mine_or_404, private, talk_page

SALT, LINK_LASTS = "rootbridge.help.transcript", 60 * 60 * 24
RATES = {"transcript": "5/1h/key"}
LETTERS = "help/letters/"


@public
@private
@require_POST
def transcript(request):
    """The words by mail. A member's address is known; to any other first goes a letter with a link, without a word of
    the talk."""
    found = mine_or_404(request)
    form = PlaceForm({"email": request.user.email} if request.user.pk else request.POST)
    if form.is_valid():
        try:
            who = request.user.email if request.user.pk else network_of(request)
            count(request, "help", RATES, transcript=("transcript", who))
        except TooMany:
            form.add_error("email", _("Five letters went out in the last hour. Wait an hour, then ask again."))
    if not form.is_valid():
        page = talk_page(request, found) | {"place_form": form, "talk": None}
        return render(request, "help/talk_transcript.html", page, status=422)
    address = form.cleaned_data["email"]
    if request.user.pk:
        _send(found, address)
    else:
        token = signing.dumps({"chat": found.pk, "email": address}, salt=SALT)
        write("help.transcript", f"{LETTERS}transcript_ask.html", address=address, language=get_language(), token=token,
              office=found.office.name)  # fmt: skip
    page = {"address": address, "is_sent": bool(request.user.pk)}
    return render(request, "help/talk_transcript.html", page)


@public
@private
@require_http_methods(["GET", "HEAD", "POST"])
def transcript_confirmed(request, token):
    """Whoever has the letter has the address: one more press and the words go there."""
    try:
        said = signing.loads(token, salt=SALT, max_age=LINK_LASTS)
    except signing.BadSignature as error:
        raise Http404("no such letter") from error
    found = get_object_or_404(Chat.objects.with_office().exclude(conversation=None), pk=said["chat"])
    if request.method == "POST":
        try:
            count(request, "help", RATES, transcript=("transcript", said["email"]))
        except TooMany:
            return render(request, "help/talk_transcript.html", {"too_many": True}, status=429)
        _send(found, said["email"])
        return render(request, "help/talk_transcript.html", {"address": said["email"], "is_sent": True})
    return render(request, "help/talk_transcript.html", {"address": said["email"], "is_asked": True})


@public
@private
@require_http_methods(["GET", "HEAD", "POST"])
def report(request):
    """Something was wrong in the talk: those who decide on reports look at it, never the one reported."""
    found = mine_or_404(request)
    form = ReportForm(request.POST if request.method == "POST" else None)
    page = {"form": form, "chat": found}
    if not form.is_valid():
        return render(request, "help/talk_report.html", page, status=422 if form.is_bound else 200)
    try:
        gate.let_report(request)
    except TooMany:
        return render(request, "help/talk_report.html", page | {"too_many": True}, status=429)
    by = request.user if request.user.pk else None
    known = reportables.get("help.chat")
    source = "" if by else gate.source_of(request, known.key, found.pk)
    Report.send(known, found, by=by, source=source, language=get_language(), **form.cleaned_data)
    messages.success(request, _("Thank you. Somebody who is not of this desk looks at it."))
    return redirect("help:talk")


def _send(chat, address) -> None:
    """Everything said, with who said it and when."""
    lines = [
        {"at": one.at, "side": one.seat.side if one.seat else "", "name": one.seat.name if one.seat else "",
         "words": one.words if one.kind == "words" else _("(a file)")}
        for one in Message.objects.of(chat.conversation_id).said()
    ]  # fmt: skip
    write("help.transcript", f"{LETTERS}transcript.html", address=address, language=get_language(),
          office=chat.office.name, lines=lines, number=chat.question.number if chat.question else "")  # fmt: skip
