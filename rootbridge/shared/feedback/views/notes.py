"""The feedback section: what people said and were answered, and the form to say something."""

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rootbridge.base.core.access import public
from rootbridge.people.members.limits import TooMany, count, network_of

from .. import pages, results
from ..forms import NoteForm
from ..models import Category, Note

ON_A_PAGE = 12
# What one network, one address may say.
RATES = {"by_network": "10/1h/key,30/1d/key", "for_address": "6/1h/key"}


@public
@require_safe
def section(request):
    """What was said and answered in public, the newest first, of one category where the reader chose it."""
    category = request.GET.get("category", "")
    category = category if category in Category.values else ""
    shown = Note.objects.shown().select_related("reply", "showing")
    shown = shown.filter(category=category) if category else shown
    page = Paginator(shown.order_by("-showing__at", "-pk"), ON_A_PAGE).get_page(request.GET.get("page"))
    known = {"page": page, "category": category, "categories": Category.choices, "has_survey": bool(results.years())}
    return render(request, "feedback/section.html", known)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def write(request):
    """Say something; ``?about=`` names the page it is about, ``?category=`` what it is."""
    form = _form(request)
    if form.is_valid() and _within(request, form):
        said = dict(form.cleaned_data)
        Note.say(
            language=get_language(), by=request.user if request.user.pk else None,
            place_path=pages.place_of(said["about"]), **said,
        )  # fmt: skip
        return redirect("feedback:sent", "worry" if said["category"] == Category.WORRY else "note")
    return render(request, "feedback/write.html", {"form": form}, status=422 if form.is_bound else 200)


@public
@require_safe
def sent(request, what):
    return render(request, "feedback/sent.html", {"is_worry": what == "worry"})


@require_safe
def mine(request):
    """What I said, and what I was answered."""
    notes = Note.objects.mine(request.user).select_related("reply", "showing").order_by("-said_at", "-pk")
    return render(
        request, "feedback/mine.html", {"page": Paginator(notes, ON_A_PAGE).get_page(request.GET.get("page"))}
    )


def _form(request) -> NoteForm:
    asked = {name: request.GET.get(name, "")[:300] for name in ("about", "category")}
    asked["about"] = asked["about"] if pages.public_match(asked["about"]) else ""
    data = request.POST if request.method == "POST" else None
    return NoteForm(data, initial=asked, needs_email=not request.user.pk)


def _within(request, form) -> bool:
    keys = {"by_network": ("said", network_of(request))}
    if who := request.user.email if request.user.pk else form.cleaned_data["email"]:
        keys["for_address"] = ("said_for", who)
    try:
        count(request, "feedback", RATES, **keys)
    except TooMany:
        form.add_error(None, _("Much came from here in the last hour. Wait an hour, then send yours again."))
        return False
    return True
