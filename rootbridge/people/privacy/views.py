"""My data: what is kept, who may see it, who looked, a copy of all, the end of all."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rootbridge.base.audit.chain import record
from rootbridge.base.audit.models import Look
from rootbridge.base.core.access import public

from . import audiences, erasure, export, inventory
from .forms import EraseForm, NameReaderForm
from .freshness import fresh_only
from .models import Consent
from .opening import Opening, openables

LOOKS = 50


@require_safe
def mine(request):
    """Everything about my data on one page."""
    consents = Consent.objects.visible_to(request.user).order_by("-given_at")
    titles = audiences.titles({consent.audience for consent in consents})
    rows = [{"consent": one, "reader": titles.get(one.audience, ""), "what": _what(one)} for one in consents]
    known = {
        "open": [row for row in rows if row["consent"].withdrawn_at is None],
        "closed": [row for row in rows if row["consent"].withdrawn_at is not None],
        "looks": Look.objects.visible_to(request.user).order_by("-at")[:LOOKS],
        "kinds": inventory.kinds_of(request.user),
        "field_titles": {one.key: one.title for one in (*export.every(), *openables)},
    }
    return render(request, "privacy/mine.html", known)


@require_POST
def withdraw(request, pk):
    """Take one consent back."""
    get_object_or_404(Consent.objects.visible_to(request.user), pk=pk).withdraw(by=request.user)
    messages.success(request, gettext("Taken back. It is closed from this moment."))
    return HttpResponseRedirect(reverse("privacy:mine"))


@fresh_only
@require_http_methods(["GET", "HEAD", "POST"])
def take_copy(request):
    """One zip with everything; and the page with its button, where showing oneself once more leads."""
    if request.method != "POST":
        return render(request, "privacy/copy.html")
    record("privacy.exported", request.user, by=request.user)
    answer = StreamingHttpResponse(export.stream(request.user, get_language()), content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="my-data.zip"'
    answer["Content-Encoding"] = "identity"  # it is compressed already
    return answer


@fresh_only
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request):
    """The end of the account: explained, confirmed, done."""
    form = EraseForm(request.POST if request.method == "POST" else None, member=request.user)
    if request.method != "POST" or not form.is_valid():
        return render(request, "privacy/erase.html", {"form": form}, status=422 if form.is_bound else 200)
    try:
        erasure.erase(request.user)
    except erasure.CannotErase as reason:
        form.add_error(None, str(reason))
        return render(request, "privacy/erase.html", {"form": form}, status=422)
    logout(request)
    answer = HttpResponseRedirect(reverse("privacy:erased"))
    answer["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return answer


@public
@require_safe
def erased(request):
    return render(request, "privacy/erased.html")


@require_safe
def name_reader(request):
    """Find an organisation by its name, to open fields to it."""
    form = NameReaderForm(request.GET or None)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    status = 422 if form.is_bound and form.errors else 200
    known = {"form": form, "words": words, "found": audiences.found(words)}
    return render(request, "privacy/name_reader.html", known, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def reader(request, key):
    """Which fields one office or organisation may see: each by itself."""
    title = audiences.titles({key}).get(key)
    if not title:
        raise Http404("no such reader")
    opening = Opening(request.user)
    if request.method == "POST":
        ticked = set(request.POST.getlist("fields"))
        opening.open_to_one(audiences.Audience(key, title), ticked, by=request.user)
        messages.success(request, gettext("Kept. You can change it at any time."))
        return HttpResponseRedirect(reverse("privacy:mine"))
    fields = [{"openable": one, "is_open": key in opening.consents.get(one.key, {})} for one in openables]
    return render(request, "privacy/reader.html", {"title": title, "fields": fields})


def _what(consent) -> str:
    """What a consent opens, in words."""
    known = openables.get(consent.purpose.removeprefix("show:"))
    return known.title if known else consent.purpose
