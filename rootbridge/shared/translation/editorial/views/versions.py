"""Earlier versions of a text: who wrote which when, two of them side by side, one taken up again as a draft."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Revision

from rootbridge.people.members.access import staff_only

from ...comparing import differences
from ..kinds import text_for

A_PAGE = 25


@staff_only
@require_safe
def versions(request, kind, number):
    """``?old=&new=``: numbers of two versions to compare; ``new`` empty for what readers see."""
    found = text_for(request.user, kind, number)
    rows = Revision.objects.for_instance(found).select_related("user").order_by("-created_at", "-pk")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    old, new = (_version(found, request.GET.get(name)) for name in ("old", "new"))
    compared = None
    if old or new:
        before, after = sorted(filter(None, (old, new)), key=lambda one: (one.created_at, one.pk))[:2] + [None] * (
            not (old and new)
        )
        compared = _compared(found, before, after)
    return render(request, "translation/manage/versions.html", {"text": found, "page": page, "compared": compared,
                  "old": old, "new": new})  # fmt: skip


@staff_only
@require_POST
def restoring(request, kind, number, version):
    """An earlier version becomes the newest draft; what readers see stays."""
    found = text_for(request.user, kind, number)
    earlier = _version(found, str(version))
    if earlier is None:
        raise Http404("no such version")
    with transaction.atomic():
        restored = earlier.as_object()
        restored.go_live_at = None
        restored.checked_on = max(restored.checked_on, found.checked_on)
        restored.save_revision(user=request.user, log_action=True, previous_revision=earlier, clean=False)
    messages.success(request, _("That version is your draft now. Readers see what they saw before."))
    return redirect("manage_texts:text", kind=kind, number=number)


def _compared(found, before, after):
    """(words of the older side, of the newer side, what changed)."""
    newer = after.as_object() if after else found
    return before, after, differences(before.as_object(), newer)


def _version(found, number) -> Revision | None:
    """A version of this very text."""
    if not number or not str(number).isdecimal() or len(str(number)) > 17:
        return None
    return Revision.objects.for_instance(found).select_related("user").filter(pk=number).first()
