"""How fresh everything is, the stalest first; as a sheet too."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rootbridge.base.core.sheets import sheet_of
from rootbridge.people.members.access import staff_only

from ..freshness import TREND, freshness_for, overall, paths_of
from ..permissions import may_see_freshness
from ..reviewing import AHEAD, grace


@staff_only
@require_safe
def freshness(request):
    found = _found(request)
    return render(request, "translation/manage/freshness.html", {
        "found": found, "score": overall(found), "trend_days": TREND, "ahead": AHEAD.days, "grace": grace().days,
        "rows": [(one, one.section.url(request.user)) for one in found],
    })  # fmt: skip


@staff_only
@require_safe
def sheet(request):
    head = [_("Section"), _("Score"), _("Current"), _("Due soon"), _("Past its check"), _("Nobody looks after it"),
            _("A month ago")]  # fmt: skip
    rows = [
        [str(one.section.title), _plain(one.score), one.current, one.due, one.past, one.ownerless, _plain(one.before)]
        for one in _found(request)
    ]
    response = HttpResponse(sheet_of([head, *rows]), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="freshness-{timezone.localdate():%Y-%m-%d}.csv"'
    return response


def _found(request):
    if not may_see_freshness(request.user):
        raise Http404("no publisher")
    return freshness_for(paths_of(request.user), timezone.localdate())


def _plain(score):
    return "" if score is None else score
