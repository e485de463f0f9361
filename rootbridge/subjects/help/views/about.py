"""A question seen by the person whom it is about: with their own number and PIN, or from their letter."""

from django.core import signing
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rootbridge.base.core.access import public
from rootbridge.people.members.limits import TooMany

from ..following import followed_about
from ..forms import FollowForm
from ..intake import ABOUT_SALT
from ..models import Question

LETTER_LASTS = 60 * 60 * 24 * 60
STOP_SALT = "rootbridge.help.stop"
STOP_LASTS = 60 * 60


@public
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def about(request):
    """By number and PIN. Nothing is kept in the browser."""
    form = FollowForm(request.POST if request.method == "POST" else None)
    try:
        found = followed_about(request, **form.cleaned_data) if form.is_valid() else None
    except TooMany:
        found = None
        form.add_error(None, _("Too many tries. Wait an hour, or call the office."))
    if found:
        return _shown(request, found)
    if form.is_bound and form.is_valid():
        form.add_error(None, _("There is no question with this number and PIN. Look at your slip once more."))
    return render(request, "help/about_look.html", {"form": form}, status=422 if form.is_bound else 200)


@public
@cache_control(private=True, no_store=True)
@require_safe
def letter(request, token):
    """From the link in their letter, for two months."""
    return _shown(request, _signed(token, ABOUT_SALT, LETTER_LASTS))


@public
@cache_control(private=True, no_store=True)
@require_POST
def stop(request):
    """They stop it: asked on the page before, and not to be taken back."""
    found = _signed(request.POST.get("token", ""), STOP_SALT, STOP_LASTS)
    found.behalf.stop()
    return redirect("help:stopped")


@public
@require_safe
def stopped(request):
    return render(request, "help/about_stopped.html")


def _signed(token: str, salt: str, lasts: int) -> Question:
    try:
        number = signing.loads(token, salt=salt, max_age=lasts)
    except signing.BadSignature as error:
        raise Http404("no such question") from error
    found = Question.objects.filter(pk=number, behalf__isnull=False).with_office().select_related("behalf").first()
    if found is None:
        raise Http404("no such question")
    return found


def _shown(request, question):
    page = {"question": question, "said": question.said(), "token": signing.dumps(question.pk, salt=STOP_SALT)}
    return render(request, "help/about.html", page)
