"""The figures on the first page at work: the last twelve months inside the reader's scope."""

from django.template.loader import render_to_string
from django.utils import timezone
from markupsafe import Markup

from .permissions import widest_scope
from .reports import Asked, reports
from .spans import NEWEST, spans


def first_figures(request) -> Markup:
    asked = Asked(spans(timezone.localdate())[NEWEST], widest_scope(request.user))
    found = reports(asked)
    numbers = [report for report in found if report.is_number]
    told = [report for report in numbers if report.value is not None]
    tables = [report for report in found if report.key in ("members.ties", "members.gender", "members.age")]
    context = {"numbers": told, "silent": len(numbers) - len(told), "tables": tables, "asked": asked}
    return Markup(render_to_string("insights/first.html", context, request=request))
