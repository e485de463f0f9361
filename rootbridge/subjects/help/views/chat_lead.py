"""For those who lead desks: how busy they are, how they work, who is blocked; and reading a talk, with a reason."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rootbridge.people.members.access import staff_only
from rootbridge.people.offices.hours import zone_of

from ..chat_forms import DeskForm, ListenForm
from ..models import Block, Chat, ChatDesk, Listening, Presence
from ..offers import offers_of
from ..permissions import led_offices, may_listen
from ..staff import offices_of
from .chat_work import lines_of

SHOWN = 100


@staff_only
@require_safe
def team(request):
    """Each desk one leads: who is there and with how many talks, who waits since when. Not a word of any talk."""
    offices, now = _led(request), timezone.now()
    chats = Chat.objects.going_on().with_office().filter(office__in=offices)
    chats = list(chats.exclude(excluded__overlap=offices_of(request.user)).order_by("waits_since")[:SHOWN])
    desks = []
    for office, offer in zip(offices, offers_of(offices, now).values(), strict=True):
        people = Presence.objects.at(office, now).with_chats(hidden_from=offices_of(request.user))
        people = people.select_related("member").order_by("member__name")
        going = [chat for chat in chats if chat.office_id == office.pk]
        if offer.desk.is_on or going:
            desks.append((offer, [(one, one.is_there(now)) for one in people], going))
    return render(request, "help/desk_team.html", {"desks": desks, "now": now})


@staff_only
@require_safe
def desks(request):
    """The desks one leads, and whether people can talk with them."""
    offices, now = _led(request), timezone.now()
    return render(request, "help/desk_settings.html", {"offers": list(offers_of(offices, now).values())})


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request, slug):
    """How one desk works: hours, promised wait, load, days on which it is closed."""
    office = get_object_or_404(led_offices(request.user), slug=slug)
    chat_desk = ChatDesk.of(office)
    form = DeskForm(request.POST if request.method == "POST" else None, desk=chat_desk)
    if form.is_valid():
        chat_desk.settle(by=request.user, **form.cleaned_data)
        messages.success(request, _("Kept. It holds from now on."))
        return redirect("manage_chat:desks")
    page = {"form": form, "desk": chat_desk, "zone": zone_of(office).key}
    return render(request, "help/desk_setting.html", page, status=422 if form.is_bound else 200)


@staff_only
@require_safe
def blocks(request):
    """Who is blocked at one's desks, since when, why."""
    rows = Block.objects.visible_to(request.user).standing(timezone.now()).select_related("office", "by")
    return render(request, "help/desk_blocks.html", {"blocks": rows.order_by("until")[:SHOWN]})


@staff_only
@require_POST
def lift(request, number):
    """Let somebody talk with the desk again."""
    found = get_object_or_404(Block.objects.visible_to(request.user), pk=number)
    found.lift(by=request.user)
    messages.success(request, _("Lifted."))
    return redirect("manage_chat:blocks")


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def listening(request, number):
    """Read a talk for half an hour: with a reason, which is kept; both sides of a talk that goes on see it."""
    found = get_object_or_404(Chat.objects.with_office().exclude(conversation=None), pk=number)
    if not may_listen(request.user, found):
        raise Http404("not theirs")
    is_open = Listening.objects.visible_to(request.user).filter(chat=found).open_at(timezone.now()).exists()
    form = ListenForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and not is_open:
        Listening.begin(found, by=request.user, reason=form.cleaned_data["reason"])
        return redirect("manage_chat:listening", number=found.pk)
    page = {"chat": found, "form": form, "lines": lines_of(found) if is_open else None}
    return render(request, "help/desk_listening.html", page, status=422 if form.is_bound and not is_open else 200)


def _led(request) -> list:
    offices = list(led_offices(request.user).order_by("pk"))
    if not offices:
        raise Http404("leads no desk")
    return offices
