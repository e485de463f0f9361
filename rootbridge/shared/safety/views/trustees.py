"""The trustee's side. What is handed out here is locked; it opens in the trustee's browser, with the key they keep."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ..forms import BROKEN, KeyForm, ReplyForm
from ..models import Envelope, SafeReport, Trustee


def _me(request) -> Trustee:
    trustee = Trustee.objects.of(request.user).first()
    if trustee is None:
        raise Http404("no trustee")
    return trustee


@never_cache
@require_safe
def inbox(request):
    """What was sealed to me: open ones first."""
    me = _me(request)
    reports = SafeReport.objects.visible_to(request.user).order_by("closed_on", "-moved_on", "-pk")
    open_, closed = [], []
    for report in reports:
        (closed if report.closed_on else open_).append(report)
    return render(request, "safety/inbox.html", {"trustee": me, "open": open_, "closed": closed})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def read(request, token):
    """One report, locked; a reply arrives locked too."""
    me, report = _me(request), get_object_or_404(SafeReport.objects.visible_to(request.user), token=token)
    form = ReplyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if report.reply(by=me, **form.cleaned_data):
            messages.success(request, _("Sent. Whoever holds the code can read it."))
            return redirect(report)
        form.add_error(None, BROKEN)
    envelopes = Envelope.objects.filter(message__report=report, trustee=me).select_related("message__trustee")
    envelopes = envelopes.defer("message__cipher").order_by("message__number")
    page = {"trustee": me, "report": report, "envelopes": envelopes, "circle": report.circle(),
            "readers": report.readers(), "error": BROKEN if form.is_bound else ""}  # fmt: skip
    return render(request, "safety/read.html", page, status=422 if form.is_bound else 200)


@never_cache
@require_safe
def cipher(request, token, number):
    """The locked bytes of one message that was sealed to me."""
    me, report = _me(request), get_object_or_404(SafeReport.objects.visible_to(request.user), token=token)
    envelope = get_object_or_404(Envelope, message__report=report, message__number=number, trustee=me)
    return HttpResponse(bytes(envelope.message.cipher), content_type="application/octet-stream")


@require_POST
def close(request, token):
    _me(request)
    report = get_object_or_404(SafeReport.objects.visible_to(request.user), token=token)
    report.close(is_closed=request.POST.get("state") != "open")
    return redirect("safety:inbox")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def key(request):
    """Making one's key, here in the browser; only its public half comes back."""
    me, form = _me(request), KeyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        me.set_key(form.cleaned_data["public"])
        messages.success(request, _("Your key is known here. Keep its file and the passphrase apart from each other."))
        return redirect("safety:inbox")
    return render(request, "safety/key.html", {"trustee": me, "form": form}, status=422 if form.is_bound else 200)
