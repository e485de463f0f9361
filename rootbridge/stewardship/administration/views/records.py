"""What was done, by whom, where: the record, and the chain that shows that nobody changed it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from rootbridge.base.audit import chain
from rootbridge.people.members.access import staff_only

from .. import sentences
from ..forms.records import RecordFilter
from ..permissions import may_look, may_read_records, may_verify_chain

ROWS = 50


@staff_only
@require_safe
def records(request):
    """By verb, person, place and day; only inside one's own place."""
    if not may_read_records(request.user):
        raise Http404("no records to read")
    form = RecordFilter(request.GET or None, by=request.user)
    is_wrong = form.is_bound and not form.is_valid()
    found = sentences.chosen(sentences.readable_by(request.user), form.cleaned_data if form.is_bound else {})
    page = Paginator(found.order_by("-pk"), ROWS).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    known = {
        "form": form, "page": page, "rows": sentences.said(page), "may_verify": may_verify_chain(request.user),
        "may_look": may_look(request.user),
        "before": f"?{query.urlencode()}&page=" if query else "?page=",
    }  # fmt: skip
    return render(request, "administration/audit.html", known, status=422 if is_wrong else 200)


@staff_only
@require_POST
def verify_chain(request):
    """Walk along the whole chain and say whether every link holds."""
    if not may_verify_chain(request.user):
        raise PermissionDenied("only an administrator of everything")
    verdict = chain.verify()
    if verdict.holds:
        messages.success(
            request, gettext("The chain holds: %(links)s records, none changed.") % {"links": verdict.links}
        )
    else:
        messages.error(
            request,
            gettext("The chain breaks at record %(number)s, after %(links)s that hold. "
                    "Keep the database as it is and call whoever looks after the server.")
            % {"number": verdict.broken_at, "links": verdict.links},
        )  # fmt: skip
    return HttpResponseRedirect(reverse("administration:audit"))
