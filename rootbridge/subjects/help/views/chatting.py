"""A talk with a desk, for whoever asks: before it, during it, at its end. Works without a script."""

import secrets
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from rootbridge.base.core.access import public
from rootbridge.base.design.formats import moment
from rootbridge.base.design.jinja import render_block
from rootbridge.base.reference.countries import timezone_of
from rootbridge.people.members.flows import leave_quickly
from rootbridge.people.members.limits import TooMany, count, network_of
from rootbridge.shared.conversations.talking import take_words, talk_for
from rootbridge.shared.feedback.ratings import box_for

from ..chat_events import ASKER
from ..chat_forms import ChatForm, PlaceForm, TalkFilesForm
from ..chat_keys import chat_of, forget, key_from, new_once, remember, source_of
from ..following import pin_of
from ..models import Block, Chat
from ..offers import Offer

# New talks of one network, or of one member.
RATES = {"chat": "6/12h/key"}
# Where one file of the talk is; the page puts its number in.
FILES = "{id}/"
private = cache_control(private=True, no_store=True)


@public
@private
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request):
    """Before a talk: who is there, how long it takes, what is kept; then the first words. A talk that goes on is led
    back to."""
    now, going = timezone.now(), chat_of(request)
    if going and not going.ended_at:
        return redirect("help:talk")
    form = _form_for(request, now)
    if request.htmx and request.htmx.target == "readers":
        return HttpResponse(render_block(request, "help/chat.html", "readers", {"form": form}))
    if form.is_valid() and (answer := _begin(request, form, now)):
        return answer
    office = _chosen(form)
    page = {
        "form": form, "once": request.POST.get("once", "")[:64] or new_once(), "last": going,
        "offer": Offer.of(office, now) if office else None,
        "translates": bool(settings.ROOTBRIDGE_TRANSLATE_URL),
        "own_zone": ZoneInfo(timezone_of(request.bearings.living)) if request.bearings.living else None,
    }  # fmt: skip
    return render(request, "help/chat.html", page, status=422 if form.is_bound else 200)


@public
@private
@require_http_methods(["GET", "HEAD", "POST"])
def talk(request):
    """During a talk, and after it. What the clock asks for is done at once."""
    found = chat_of(request)
    if found is None:
        return forget(render(request, "help/talk_gone.html", {}, status=404))
    found.tend(timezone.now())
    seat, answered = found.asker_seat(), None
    if request.method == "POST":
        answered = take_words(request, seat)
        if answered.said:
            return redirect(f"{request.path}#talk-end")
    page = talk_page(request, found) | {
        "talk": talk_for(request, seat, events=ASKER, files=reverse("help:talk_files") + FILES, answered=answered)
    }
    return render(request, "help/talk.html", page, status=422 if answered else 200)


@public
@private
@require_POST
def talk_step(request):
    """End it, make it a question, show or hide how far one has read."""
    found = mine_or_404(request)
    step = request.POST.get("step", "")
    by = request.user if request.user.pk else None
    if step == "end":
        found.end(by=by)
    elif step == "question" and found.ended_as != "blocked":
        found.become_question(why="asker")
    elif step in ("show_seen", "hide_seen"):
        found.conversation.seats.filter(side="asker").update(shows_seen=step == "show_seen")
    else:
        raise Http404("no such step")
    return redirect("help:talk")


@public
@private
def leave_talk(request):
    """Quickly away: the talk goes on without this browser, which forgets it."""
    return forget(leave_quickly(request))


def _form_for(request, now) -> ChatForm:
    asked_for = {name: request.GET.get(name, "")[:400] for name in ("office", "topic", "words")}
    return ChatForm(
        request.POST if request.method == "POST" else None, bearings=request.bearings, now=now,
        is_member=bool(request.user.pk), asked=asked_for["office"], topic=asked_for["topic"],
        words=asked_for["words"],
    )  # fmt: skip


def _begin(request, form, now):
    """The talk that this form begins; None where the form says why not. Sent twice it is one."""
    said, by = form.cleaned_data, request.user if request.user.pk else None
    key = "" if by else key_from(request.POST.get("once", ""))
    source = source_of(request)
    block = Block.objects.standing(now).filter(office=said["office"]).against(member=by, source=source).first()
    if block:
        form.add_error(None, _("This desk does not talk with you until %(moment)s. You can write your question: it is "
                               "answered as any other.") % {"moment": moment(block.until)})  # fmt: skip
        return None
    if by or Chat.of_key(key) is None:
        try:
            count(request, "help", RATES, chat=("chat", request.user.email if by else network_of(request)))
        except TooMany:
            form.add_error(None, _("Many talks came from here today. Write your question instead: it is answered too."))
            return None
    known = {name: said[name] for name in ("topic", "name", "email", "may_translate") if name in said}
    begun, _made = Chat.start(
        office=said["office"], words=said["words"], language=get_language(), key=key, by=by, source=source,
        excluded=said["excluded"], shows_seen=said["shows_seen"], living=request.bearings.living, **known,
    )  # fmt: skip
    answer = redirect("help:talk")
    return answer if begun.member_id else remember(answer, key)


def _chosen(form):
    """The office that will read it as the form stands."""
    slug = form["office"].value()
    return next((reader.office for reader in form.readers if reader.office.slug == slug), None)


def mine_or_404(request) -> Chat:
    """The reader's own talk, whose words are still there."""
    found = chat_of(request)
    if found is None:
        raise Http404("no talk")
    return found


def talk_page(request, found) -> dict:
    """What stands around a talk: its state, the wait, the receipt of the question it became."""
    now = timezone.now()
    seats = list(found.conversation.seats.taken())
    page = {
        "chat": found, "offer": Offer.of(found.office, now), "seats": [seat for seat in seats if seat.side == "desk"],
        "mine": next((seat for seat in seats if seat.side == "asker"), None), "place_form": PlaceForm(),
        "files_form": TalkFilesForm(initial={"client": secrets.token_hex(8)}),
        "is_waiting": not found.ended_at and found.agent_id is None, "is_writing": "write" in request.GET,
    }  # fmt: skip
    if found.ended_at:
        page |= {"rating": box_for("help.chat", found.pk)}
    if page["is_waiting"]:
        left = (found.promised_at - now) // timedelta(minutes=1) + 1
        page |= {"ahead": found.ahead(), "minutes_left": max(1, left)}
    if found.question:
        page |= {"pin": "" if found.member_id else pin_of(found.question.number)}
    return page
