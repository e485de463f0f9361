"""Files of a question: sent and fetched by whoever asked, opened at the desk with a reason, asked for by the desk."""

import secrets
from datetime import timedelta

from django.contrib import messages
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rootbridge.base.core.access import public
from rootbridge.base.files.uploading import takes_files
from rootbridge.base.files.vault import Unreadable
from rootbridge.people.members.access import staff_only
from rootbridge.people.members.limits import TooMany, count, network_of
from rootbridge.shared.conversations.ledger import NotTheirs
from rootbridge.shared.conversations.models import File
from rootbridge.shared.conversations.opening import open_file
from rootbridge.shared.conversations.store import TooManyFiles

from ..attachments import deletion_of, file_of_link, files_page, question_of_box
from ..file_forms import AskFileForm, OpenFileForm, SendFilesForm
from ..intake import add_files
from ..models import FileRequest, Question

RATES = {"files_by_network": "60/1h/key"}
FIRST_TIME = timedelta(days=14)
CLOSED = "sandbox; default-src 'none'"


@public
@takes_files
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def send(request):
    """Files for a question, from the page of whoever asked; wrong ones are told beside the field on a page of its
    own."""
    if request.method != "POST":
        return redirect("help:follow")
    form = SendFilesForm(request.POST, request.FILES)
    found = question_of_box(request.POST.get("box", ""), request.user)
    if found is None:
        return render(request, "help/files_late.html", {"was_cut": request.was_cut}, status=422)
    if form.is_valid() and _kept(request, form, found):
        if found.member_id:
            messages.success(request, _("Sent. The desk is told that a file waits."))
            return redirect(found.get_absolute_url())
        return render(request, "help/files_sent.html", {"question": found} | files_page(found))
    page = {"question": found, "form": form} | files_page(found)
    return render(request, "help/files_send.html", page, status=422)


def _kept(request, form, question) -> bool:
    """Stored, and the desk told; else the form says why not."""
    said = form.cleaned_data
    by = request.user if request.user.pk else None
    try:
        count(request, "help", RATES, files_by_network=("files", network_of(request)))
        client = said["client"] or secrets.token_hex(8)
        add_files(question, said["files"], client=client, by=by, request=said["request"])
    except TooMany:
        form.add_error("files", _("Many files came from here in the last hour. Wait an hour, then send yours again."))
    except TooManyFiles:
        form.add_error("files", _("This question holds as many files as it may. Ask the desk which of them it needs."))
    except NotTheirs:
        form.add_error("files", _("Nothing can be added to this question any more."))
    return form.is_valid()


@public
@require_safe
def file(request, token):
    """One file, for whoever asked, from a link that holds for a quarter of an hour."""
    found = file_of_link(token, request.user)
    if found is None:
        raise Http404("no such file")
    return as_attachment(found)


def as_attachment(found: File):
    """The bytes, never shown in the browser and never kept by it. Raises Http404 where they are gone."""
    try:
        answer = StreamingHttpResponse(found.pieces(), content_type=found.media_type)
    except Unreadable as error:
        raise Http404("the bytes are gone") from error
    said = {
        "Content-Disposition": content_disposition_header(True, found.name), "Content-Length": str(found.size),
        "Content-Security-Policy": CLOSED, "X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store",
    }  # fmt: skip
    for name, value in said.items():
        answer.headers[name] = value
    return answer


@public
@require_POST
def keep(request):
    """Whoever asked wants the files kept thirty days longer."""
    found = question_of_box(request.POST.get("box", ""), request.user)
    if found is None:
        return render(request, "help/files_late.html", {}, status=422)
    closing = found.closings.filter(reopened_at__isnull=True).first()
    by, files = request.user if request.user.pk else None, list(File.objects.of(found.conversation_id))
    kept = [one.keep_longer(deleted_on=deletion_of(one, closing), by=by) for one in files if closing]
    words = (
        _("Kept thirty days longer.") if any(kept) else _("They cannot be kept longer than half a year. Save them now.")
    )
    if found.member_id:
        messages.success(request, words)
        return redirect(found.get_absolute_url())
    return render(request, "help/files_sent.html", {"question": found, "outcome": words} | files_page(found))


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def open_at_desk(request, number, pk):
    """A file at the desk: why it is opened, written down where its sender reads it; then the file."""
    found = _received(request, number)
    one = get_object_or_404(File.objects.of(found.conversation_id).select_related("seat__member"), pk=pk)
    form = OpenFileForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        answer = as_attachment(one)
        with override(found.language):
            reason, office = str(form.cleaned_data["why"]), found.office.name
        open_file(one, by=request.user, reason=reason, office=office)
        return answer
    page = {"question": found, "file": one, "form": form}
    return render(request, "help/desk_file.html", page, status=422 if form.is_bound else 200)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def ask_file(request, number):
    """The desk asks for a file: which, why, by when."""
    found = _received(request, number)
    usual = {"by_day": timezone.localdate() + FIRST_TIME, "client": secrets.token_hex(8)}
    form = AskFileForm(request.POST if request.method == "POST" else None, initial=usual)
    if form.is_valid():
        said = form.cleaned_data
        asked = FileRequest.ask(
            found, by=request.user, what=said["what"], need=said["need"], words=said["words"], by_day=said["by_day"],
            client_id=said["client"],
        )  # fmt: skip
        if asked is None and not Question.objects.received_by(request.user).filter(pk=found.pk).exists():
            form.add_error(None, _("It is closed, or lies elsewhere by now."))
            return render(request, "help/desk_ask_file.html", {"question": found, "form": form}, status=409)
        if asked:
            messages.success(request, _("Asked. It stands in the talk, with its reason."))
        else:
            messages.warning(request, _("This question is closed. Open it again before you ask for a file."))
        return redirect(found.desk_url)
    page = {"question": found, "form": form}
    return render(request, "help/desk_ask_file.html", page, status=422 if form.is_bound else 200)


def _received(request, number) -> Question:
    """A question at an office that one answers for; to others it is not here."""
    return get_object_or_404(Question.objects.received_by(request.user).exclude(words="").with_office(), number=number)
