"""The figures on the first page at work: the last twelve months inside the reader's scope."""

from datetime import timedelta

from django.template.loader import render_to_string
from django.utils import timezone
from markupsafe import Markup

from rootbridge.base.core.figures import Period

from .permissions import widest_scope
from .reports import reports


def first_figures(request) -> Markup:
    today = timezone.localdate()
    found = reports(Period(today - timedelta(days=365), today), widest_scope(request.user))
    numbers = [report for report in found if report.is_number]
    tables = [report for report in found if report.key in ("members.ties", "members.gender", "members.age")]
    return Markup(render_to_string("insights/first.html", {"numbers": numbers, "tables": tables}, request=request))
