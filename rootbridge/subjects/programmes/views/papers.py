"""Files of an application: sent, taken out, fetched by its own side; and the dossier to print."""

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rootbridge.base.files.uploading import takes_files
from rootbridge.base.files.vault import Unreadable
from rootbridge.shared.conversations.ledger import NotTheirs
from rootbridge.shared.conversations.store import TooManyFiles

from .. import actions
from ..dossier import dossier_of, pdf_of
from ..forms.applying import EvidenceForm, PaperForm
from ..models import Attachment, MovedOn
from ..permissions import may_write_application
from ..talk import new_client
from .applying import find_mine, show_part
from .own import show

CLOSED = "sandbox; default-src 'none'"


@takes_files
@require_POST
def sending(request, number, paper):
    """Files for one of the papers that a programme asks for."""
    application = find_mine(request.user, number)
    wanted = get_object_or_404(application.programme.papers, pk=paper)
    if not may_write_application(request.user, application):
        return redirect(application)
    form = PaperForm(request.POST, request.FILES, auto_id=f"id_p{paper}_%s")
    if form.is_valid():
        _keep(request, application, wanted, form)
    if form.errors:
        return show_part(request, application, "papers", paper_form=form, wrong=paper, status=422)
    messages.success(request, _("Kept."))
    return redirect("programmes:part", number=number, part="papers")


def _keep(request, application, paper, form) -> list[Attachment]:
    """The attachments made; none where the form says why not."""
    client = form.cleaned_data["client"] or new_client()
    try:
        return Attachment.keep(application, paper, form.cleaned_data["files"], by=request.user, client=client)
    except TooManyFiles:
        form.add_error("files", _("The application holds as many files as it may. Take one out first."))
    except (NotTheirs, MovedOn):
        form.add_error("files", _("Nothing can be added to this application any more."))
    return []


@require_POST
def removal(request, number, attachment):
    """Take a file out of a draft."""
    application = find_mine(request.user, number)
    found = get_object_or_404(application.attachments.select_related("file"), pk=attachment)
    if not may_write_application(request.user, application):
        return redirect(application)
    try:
        found.discard(by=request.user)
    except MovedOn:
        return redirect(application)
    messages.success(request, _("Taken out, and its bytes are gone."))
    return redirect("programmes:part", number=number, part="papers")


@require_safe
def file(request, number, attachment):
    """One file, for the applicant's side."""
    application = find_mine(request.user, number)
    return as_attachment(get_object_or_404(application.attachments.select_related("file"), pk=attachment).file)


@takes_files
@require_POST
def milestone(request, number, milestone):
    """The applicant's side reports that a milestone is done, with evidence."""
    application = find_mine(request.user, number)
    found = get_object_or_404(application.milestones.select_related("application__call__programme"), pk=milestone)
    form = EvidenceForm(request.POST, request.FILES, auto_id=f"id_m{milestone}_%s")
    if form.is_valid():
        made = _keep(request, application, None, form) if form.cleaned_data["files"] else []
        if not form.errors:
            _report(request, found, form, made)
    if form.errors:
        return show(request, application, evidence=(milestone, form), status=422)
    messages.success(request, _("Reported. Your adviser looks at it."))
    return redirect(application.get_absolute_url() + "#milestones")


def _report(request, found, form, made):
    try:
        evidence = form.cleaned_data["evidence"]
        actions.report_milestone(found, by=request.user, evidence=evidence, paper=made[0] if made else None)
    except MovedOn:
        form.add_error(None, _("This milestone is settled already."))


@require_safe
def printing(request, number):
    """The whole application on one clean page."""
    application = find_mine(request.user, number)
    return render(request, "programmes/dossier.html", {"dossier": dossier_of(application), "application": application})


@require_safe
def pdf(request, number):
    """The same as a PDF."""
    return as_pdf(find_mine(request.user, number))


def as_pdf(application):
    """The dossier as a file; nothing of it is kept."""
    name = f"{application.number or 'draft'}.pdf"
    said = {"Content-Disposition": content_disposition_header(True, name), "Cache-Control": "private, no-store"}
    return HttpResponse(pdf_of(dossier_of(application)), content_type="application/pdf", headers=said)


def as_attachment(found):
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
        answer[name] = value
    return answer
