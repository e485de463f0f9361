"""The satisfaction question, under the signed address that whoever asked was given."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from rootbridge.base.core.access import public

from .. import ratings
from ..forms import RatingForm


@public
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request, token):
    """How content are you; once, changeable for two weeks."""
    found = ratings.read_token(token)
    if found is None:
        raise Http404("nothing to rate")
    known, number, thing = found
    box = ratings.box_for(known.key, number)
    form = RatingForm(request.POST or None, initial={"score": box.given or "", "words": box.words})
    if form.is_valid():
        _rating, changed = ratings.give(known, number, thing, language=get_language(), **form.cleaned_data)
        if changed:
            return redirect(f"{request.path}?thanks=yes")
        form.add_error(None, _("Two weeks have passed: what you said first stays."))
    page = {"form": form, "box": box, "title": known.title(thing), "thanks": "thanks" in request.GET}
    return render(request, "feedback/rating.html", page, status=422 if form.is_bound else 200)
