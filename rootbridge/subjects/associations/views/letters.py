"""Writing to an association and belonging to it, by members; reading and answering letters, by its officers."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rootbridge.people.members.limits import TooMany, count
from rootbridge.people.organisations.models import Membership, Organisation
from rootbridge.shared.inbox.telling import tell

from ..forms.office import BelongForm, WordsForm
from ..hearers import about, people_of
from ..models import Letter
from .office import desk, led_or_404

RATES = {"letter": "10/1d/key", "belong": "10/1d/key"}


def _listed_or_404(slug):
    return get_object_or_404(Organisation.objects.listed().select_related("place"), slug=slug)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request, slug):
    """A letter through the platform: neither side learns an address."""
    one = _listed_or_404(slug)
    form = WordsForm(request.POST if request.method == "POST" else None)
    known = {"organisation": one, "form": form, "is_led": one.editors().exists()}
    if request.method != "POST" or not form.is_valid() or not known["is_led"]:
        status = 200 if request.method != "POST" else 422 if known["is_led"] else 409
        return render(request, "associations/write.html", known, status=status)
    try:
        count(request, "associations", RATES, letter=("letter", str(request.user.pk)))
    except TooMany:
        form.add_error(None, _("You wrote many letters today. Go on tomorrow."))
        return render(request, "associations/write.html", known, status=429)
    _letter, made = Letter.send(one, by=request.user, **form.cleaned_data)
    if made:
        url = reverse("associations:letters", args=[one.slug])
        tell("associations.letter", people_of(one), url=url, **about(one))
    messages.success(request, _("Sent. You hear when they answer."))
    return redirect("associations:my_letters")


@require_safe
def my_letters(request):
    """What I wrote to associations, with their answers."""
    rows = Letter.objects.filter(member=request.user).select_related("organisation").order_by("-sent_at")[:200]
    return render(request, "associations/my_letters.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def belong(request, slug):
    """Ask to belong, take it back, or leave."""
    one = _listed_or_404(slug)
    mine = Membership.objects.live().filter(organisation=one, member=request.user).first()
    form = BelongForm(request.POST if request.method == "POST" else None)
    page = {"organisation": one, "membership": mine, "form": form}
    if request.method != "POST":
        return render(request, "associations/belong.html", page)
    if "leave" in request.POST:
        if mine:
            mine.end(by=request.user)
        messages.success(request, _("Taken back."))
        return redirect("associations:belong", slug)
    if not form.is_valid():
        return render(request, "associations/belong.html", page, status=422)
    try:
        count(request, "associations", RATES, belong=("belong", str(request.user.pk)))
    except TooMany:
        form.add_error(None, _("You asked many today. Go on tomorrow."))
        return render(request, "associations/belong.html", page, status=429)
    _row, made = Membership.ask(one, by=request.user, **form.cleaned_data)
    if made:
        url = reverse("associations:members", args=[one.slug])
        tell("associations.member_asks", people_of(one), url=url, **about(one))
    return redirect("associations:belong", slug)


@require_safe
def letters(request, slug):
    return _letters(request, led_or_404(request, slug))


def _letters(request, one, *, wrong=None, form=None, status=200):
    rows = one.letters.select_related("member").order_by("answered_at", "-sent_at")[:200]
    shown = [(row, form if wrong == row.pk else WordsForm(auto_id=f"id_{row.pk}_%s")) for row in rows]
    return desk(request, "letters", one, "letters", rows=shown, status=status)


@require_POST
def letter(request, slug, number):
    """Answer one."""
    one = led_or_404(request, slug)
    found = get_object_or_404(one.letters.select_related("organisation__place", "member"), pk=number)
    form = WordsForm(request.POST, auto_id=f"id_{number}_%s")
    if not form.is_valid():
        return _letters(request, one, wrong=number, form=form, status=422)
    if found.give_answer(by=request.user, **form.cleaned_data):
        tell("associations.answer", [found.member], url=reverse("associations:my_letters"), **about(one))
        messages.success(request, _("Answered."))
    else:
        messages.error(request, _("Somebody was quicker. Look at how it stands now."))
    return redirect("associations:letters", slug)
