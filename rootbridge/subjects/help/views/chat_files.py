"""Files in a talk: sent by both sides, fetched by whoever asked, opened at the desk with a reason."""

import secrets

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rootbridge.base.core.access import public
from rootbridge.base.files.uploading import takes_files
from rootbridge.people.members.access import staff_only
from rootbridge.people.members.limits import TooMany, count, network_of
from rootbridge.shared.conversations.ledger import NotTheirs
from rootbridge.shared.conversations.models import File
from rootbridge.shared.conversations.opening import open_file
from rootbridge.shared.conversations.store import TooManyFiles, keep_files
from rootbridge.shared.conversations.talking import session_of

from ..chat_forms import TalkFilesForm
from ..file_forms import OpenFileForm
from .chat_work import received, seat_in
from .chatting import mine_or_404, private
from .files import RATES, as_attachment


@public
@takes_files
@private
@require_POST
def send(request):
    """From whoever asked."""
    found = mine_or_404(request)
    form = TalkFilesForm(request.POST, request.FILES)
    if _kept(request, form, found.asker_seat()):
        return redirect("help:talk")
    page = {"form": form, "chat": found, "was_cut": request.was_cut, "back": "help:talk"}
    return render(request, "help/talk_files.html", page, status=422)


@public
@private
@require_safe
def fetch(request, pk):
    """One file of the reader's own talk."""
    found = mine_or_404(request)
    return as_attachment(get_object_or_404(File.objects.of(found.conversation_id), pk=pk))


@staff_only
@takes_files
@require_POST
def send_at_desk(request, number):
    """From somebody of the desk who sits in the talk."""
    found = received(request, number)
    seat, form = seat_in(found, request.user), TalkFilesForm(request.POST, request.FILES)
    if seat is None:
        messages.warning(request, _("Take the talk or join it first."))
    elif not _kept(request, form, seat):
        messages.error(request, " ".join(str(word) for words in form.errors.values() for word in words))
    return redirect(found.desk_url)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def open_at_desk(request, number, pk):
    """A file of a talk: why it is opened, written down where its sender reads it; then the file. What the desk sent
    itself opens at once."""
    found = received(request, number)
    one = get_object_or_404(File.objects.of(found.conversation_id).select_related("seat__member"), pk=pk)
    if one.seat and one.seat.side == "desk":
        return as_attachment(one)
    form = OpenFileForm(request.POST or None)
    if form.is_valid():
        answer = as_attachment(one)
        with override(found.language):
            reason, office = str(form.cleaned_data["why"]), found.office.name
        open_file(one, by=request.user, reason=reason, office=office)
        return answer
    page = {"chat": found, "file": one, "form": form}
    return render(request, "help/desk_chat_file.html", page, status=422 if form.is_bound else 200)


def _kept(request, form, seat) -> bool:
    """Stored; else the form says why not."""
    if seat is None:
        raise Http404("no seat")
    if not form.is_valid():
        return False
    by = request.user if request.user.pk else None
    client = form.cleaned_data["client"] or secrets.token_hex(8)
    try:
        count(request, "help", RATES, files_by_network=("files", network_of(request)))
        keep_files(seat, form.cleaned_data["files"], client=client, session=session_of(request), by=by)
    except TooMany:
        form.add_error("files", _("Many files came from here in the last hour. Wait an hour, then send yours again."))
    except TooManyFiles:
        form.add_error("files", _("This talk holds as many files as it may."))
    except NotTheirs:
        form.add_error("files", _("Nothing can be added to this talk any more."))
    return form.is_valid()
