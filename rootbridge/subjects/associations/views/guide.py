"""The guide “Register your association”, on a page and on two sheets."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from markupsafe import Markup

from rootbridge.base.core.access import public
from rootbridge.base.design.jinja import absolute
from rootbridge.base.printing import drawer

from ..guide import chapters, panels, sheet_of
from ..pictures import drawing


@public
@require_safe
def page(request):
    drawn = [(one, Markup(drawing(one.picture))) for one in panels()]  # shapes of ours, no words of anybody
    return render(request, "associations/register/guide.html", {"panels": drawn, "chapters": chapters()})


@public
@require_safe
def sheet(request):
    """Two pages of A4 in the language of the page; laid out once for all readers."""
    language = get_language()
    body = drawer.kept_or("guide", sheet_of(language, absolute(reverse("associations:register"))))
    named = f'inline; filename="register-{language}.pdf"'
    return HttpResponse(body, content_type="application/pdf", headers={"Content-Disposition": named})
