"""Back office: lists of organisations that an office brings in, looked at first, applied, taken back."""

import io
from collections import Counter
from itertools import islice

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rootbridge.base.files.uploading import takes_files
from rootbridge.people.members.access import staff_only
from rootbridge.people.organisations.permissions import may_bring_lists

from .. import bringing
from ..entries import guess
from ..forms.lists import ListForm, MappingForm
from ..models import Load, LoadMark
from ..rows import MOST_LINES, Unreadable, rows_of
from ..undoing import undo

MOST_SHOWN = 200
# In the order in which they want a look; what a row leaves as it was is not shown.
FIRST = (LoadMark.NEAR, LoadMark.REFUSED, LoadMark.DOUBLE, LoadMark.CHANGED, LoadMark.ADDED)


def _own_door(request):
    if not may_bring_lists(request.user):
        raise Http404("lists are not theirs")


@staff_only
@takes_files
@require_http_methods(["GET", "HEAD", "POST"])
def lists(request):
    """Lists so far, and a new one."""
    _own_door(request)
    form = ListForm(request.POST, request.FILES) if request.method == "POST" else ListForm()
    if request.method == "POST" and form.is_valid():
        load = Load.objects.create(by=request.user, **form.values)
        return redirect("manage_associations:load", load.pk)
    known = {"form": form, "rows": Load.objects.defer("body").order_by("-pk")[:50]}
    status = 422 if request.method == "POST" else 200
    return render(request, "associations/manage/lists.html", known, status=status)


def _rows(load):
    return rows_of(io.BytesIO(bytes(load.body)), load.name, most=MOST_LINES)


@staff_only
@require_safe
def one(request, number):
    """What each row would do, before anything is written; afterwards, what it did."""
    _own_door(request)
    load = get_object_or_404(Load, pk=number)
    if load.applied_at:
        left = load.rows.exclude(left="").select_related("organisation").order_by("pk")[:MOST_SHOWN]
        known = {"load": load, "marks": _marks(load.counts), "left": left}
        return render(request, "associations/manage/load.html", known)
    try:
        header = next(_rows(load), (0, []))[1]
        form = MappingForm(initial=load.mapping or guess(header), header=header)
        shown, counts = _looked_at(load) if load.mapping else ([], Counter())
    except Unreadable as trouble:
        return render(request, "associations/manage/load.html", {"load": load, "trouble": str(trouble)}, status=422)
    known = {"load": load, "form": form, "rows": shown, "counts": counts, "marks": _marks(counts)}
    return render(request, "associations/manage/load.html", known)


def _marks(counts) -> list[tuple[str, int]]:
    return [(label, counts.get(key, 0)) for key, label in LoadMark.choices]


def _looked_at(load):
    """(rows with something to say, the first of each mark, those that want a look first; how many of each mark)."""
    shown, counts = {mark: [] for mark in FIRST}, Counter()
    for piece in bringing.planned(islice(_rows(load), 1, None), load.mapping, load):
        for row in piece:
            counts[str(row.mark)] += 1
            if row.mark in shown and len(shown[row.mark]) < MOST_SHOWN:
                shown[row.mark].append(row)
    return [row for rows in shown.values() for row in rows], counts


@staff_only
@require_POST
def step(request, number):
    """Choose the columns, apply it, take it back, or throw it away."""
    _own_door(request)
    load = get_object_or_404(Load, pk=number)
    if "undo" in request.POST:
        taken, left = undo(load, by=request.user)
        messages.success(request, _("%(taken)s taken back, %(left)s left as they are.")
                         % {"taken": taken, "left": left})  # fmt: skip
    elif "discard" in request.POST and not load.applied_at:
        load.delete()
        return redirect("manage_associations:lists")
    elif "apply" in request.POST and load.mapping and not load.applied_at:
        load.others = _others(request.POST)
        counts = bringing.bring(load, islice(_rows(load), 1, None), load.mapping, by=request.user)
        messages.success(request, _("Brought in: %(number)s new.") % {"number": counts[LoadMark.ADDED]})
    elif not load.applied_at:
        return _mapped(request, load)
    return redirect("manage_associations:load", number)


def _others(said) -> list:
    """Lines of names near another's that were ticked; ["all"] for all of them."""
    if "all_others" in said:
        return ["all"]
    return [int(line) for line in said.getlist("other")[:MOST_SHOWN] if line.isdecimal() and len(line) < 9]


def _mapped(request, load):
    header = next(_rows(load), (0, []))[1]
    form = MappingForm(request.POST, header=header)
    if not form.is_valid():
        return render(request, "associations/manage/load.html", {"load": load, "form": form}, status=422)
    load.mapping = form.mapping
    load.save(update_fields=["mapping"])
    return redirect("manage_associations:load", load.pk)
