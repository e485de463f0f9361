"""Talks at the desk: who waits, one's own, and one talk with what one needs to answer it."""

import secrets

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rootbridge.people.members.access import staff_only
from rootbridge.shared.conversations.models import Message
from rootbridge.shared.conversations.talking import Answered, take_words, talk_for
from rootbridge.shared.feedback.ratings import rating_of
from rootbridge.shared.moderation.forms import ReportForm

from ..chat_events import DESK
from ..chat_forms import BlockForm, FindForm, HandForm, TalkFilesForm
from ..models import Chat, ChatDesk, Presence, PresenceState
from ..permissions import led_offices
from ..prepared_words import found_words, words_of
from ..staff import offices_of

SHOWN = 50


@staff_only
@require_safe
def chats(request):
    """The queue; opening it is a sign that one is there."""
    page = queue_of(request) | {"manages": led_offices(request.user).exists()}
    return render(request, "help/desk_chats.html", page)


@staff_only
@require_POST
def presence(request):
    """Here, busy or away."""
    state = request.POST.get("state", "")
    if state not in PresenceState.values or not offices_of(request.user):
        raise Http404("no such state")
    Presence.set_state(request.user, state)
    return redirect("manage_chat:list")


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def chat(request, number):
    """One talk: read it, write in it, take it."""
    found = received(request, number)
    found.tend(timezone.now())
    seat = seat_in(found, request.user)
    answered = Answered(None, "", words_of(request.GET["put"][:120], found)) if "put" in request.GET else None
    if request.method == "POST":
        if seat is None:
            messages.warning(request, _("Take the talk or join it first, then write."))
            return redirect(found.desk_url)
        answered = take_words(request, seat)
        if answered.said:
            return redirect(f"{found.desk_url}#talk-end")
    page = chat_page(request, found, seat, answered)
    return render(request, "help/desk_chat.html", page, status=422 if request.method == "POST" else 200)


def chat_page(request, found, seat, answered=None) -> dict:
    """What stands on the page of a talk. Who has no seat in it reads, and neither hears nor writes live."""
    now, find = timezone.now(), request.GET.get("find", "")[:200]
    return queue_of(request) | {
        "chat": found, "seat": seat, "hand_form": HandForm(chat=found, user=request.user, now=now),
        "block_form": BlockForm(), "report_form": ReportForm(), "find": find, "find_form": FindForm({"find": find}),
        "passings": found.passings.select_related("by", "to", "office").order_by("-at"),
        "prepared": found_words(find, found) if seat else [], "lines": lines_of(found),
        "seats": [one for one in found.conversation.seats.taken() if one.side == "desk"],
        "talk": _talk(request, found, seat, answered) if seat else None,
        "rated": rating_of("help.chat", found.pk) if found.ended_at else None,
        "files_form": TalkFilesForm(initial={"client": secrets.token_hex(8)}),
    }  # fmt: skip


def _talk(request, found, seat, answered):
    files = reverse("manage_chat:files", args=[found.pk]) + "{id}/"
    return talk_for(request, seat, action=found.desk_url, events=DESK, files=files, answered=answered)


def seat_in(found, member):
    return found.conversation.seats.taken().filter(member=member, side="desk").first()


def lines_of(found) -> list[tuple[Message, str]]:
    """(message, sentence of an event) in order, for who reads without a seat."""
    lines = []
    for one in Message.objects.of(found.conversation_id):
        sentence = str(DESK.get(one.data.get("event"), "")) if one.kind == "event" else ""
        if sentence or one.kind != "event":
            lines.append((one, sentence % one.data if sentence else ""))
    return lines


def received(request, number) -> Chat:
    """A talk at a desk of theirs, whose words are still there."""
    rows = Chat.objects.received_by(request.user).with_office().exclude(conversation=None)
    return get_object_or_404(rows, pk=number)


def queue_of(request) -> dict:
    """The list at the start of each page: who waits, what one holds, what others hold; or what ended."""
    user, now = request.user, timezone.now()
    is_ended = request.GET.get("state") == "ended"
    rows = Chat.objects.received_by(user).with_office()
    if is_ended:
        listed = [(_("Ended"), list(rows.ended().order_by("-ended_at")[:SHOWN]))]
    else:
        going = list(rows.going_on().order_by("waits_since")[:SHOWN])
        listed = [
            (_("Waiting"), [row for row in going if row.agent_id is None]),
            (_("Mine"), [row for row in going if row.agent_id == user.pk]),
            (_("With colleagues"), [row for row in going if row.agent_id not in (None, user.pk)]),
        ]
    mine = offices_of(user)
    here = Presence.give_sign(user) if mine else None
    return {
        "groups": [(title, rows) for title, rows in listed if rows], "is_ended": is_ended, "now": now, "here": here,
        "waiting": rows.waiting().count(), "states": PresenceState.choices,
        "is_offered": ChatDesk.objects.filter(office__in=mine, is_on=True).exists(),
    }  # fmt: skip
