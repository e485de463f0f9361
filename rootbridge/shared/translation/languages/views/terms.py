"""The glossary: its terms, writing one, as a sheet, and the texts that do not keep to it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rootbridge.base.files.uploading import takes_files
from rootbridge.people.members.access import staff_only

from ...models import Term, TermTaken
from ..forms import BroughtForm, TermForm
from ..leaves import Refused
from ..matrix import LANGUAGES
from ..permissions import may_keep_glossary, may_see_languages
from ..side import Pair
from ..terms import breaks, read_sheet, sheet_of_terms, take_sheet

A_PAGE = 50


@staff_only
@require_safe
def terms(request):
    """Every term in every language; whoever translates may look."""
    return render(request, "translation/languages/terms.html", _page(request))


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def add(request):
    _ask(request.user)
    form = TermForm(request.POST if request.method == "POST" else None)
    return _write(
        request, form, lambda said: Term.write(said["key"], said["names"], note=said["note"], by=request.user)
    )


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def term(request, number):
    _ask(request.user)
    found = get_object_or_404(Term.objects.in_order(), pk=number)
    form = TermForm.of(found, request.POST if request.method == "POST" else None)
    return _write(request, form, lambda said: found.rewrite(said["names"], note=said["note"], by=request.user))


@staff_only
@require_POST
def removal(request, number):
    _ask(request.user)
    found = get_object_or_404(Term, pk=number)
    found.remove(by=request.user)
    messages.success(request, gettext("Removed: %(words)s.") % {"words": found.key})
    return HttpResponseRedirect(reverse("manage_languages:terms"))


@staff_only
@require_safe
def sheet(request):
    """All terms as CSV."""
    _look(request.user)
    headers = {"Content-Disposition": 'attachment; filename="glossary.csv"'}
    return HttpResponse(
        sheet_of_terms(Term.objects.in_order()), content_type="text/csv; charset=utf-8", headers=headers
    )


@takes_files
@staff_only
@require_POST
def bring(request):
    """Terms of a sheet: added and changed, none removed."""
    _ask(request.user)
    form = BroughtForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            made, changed = take_sheet(read_sheet(form.cleaned_data["file"].read()), by=request.user)
        except Refused as refused:
            form.add_error("file", refused.words)
        else:
            words = gettext("Kept: %(made)s new terms, %(changed)s changed.")
            messages.success(request, words % {"made": made, "changed": changed})
            return HttpResponseRedirect(reverse("manage_languages:terms"))
    return render(request, "translation/languages/terms.html", _page(request, form), status=422)


@staff_only
@require_safe
def report(request):
    """Published translations that call a thing otherwise than the glossary."""
    _look(request.user)
    language = request.GET.get("language", "")
    language = language if language in LANGUAGES else _first(request.user)
    found = breaks(request.user, language)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "language": language, "languages": LANGUAGES, "count": len(found), "id_of": _id_of}
    return render(request, "translation/languages/terms_report.html", context)


def _id_of(passage: str) -> str:
    return Pair(passage, None, "", "", "", "", is_late=False, is_gone=False).id


def _first(user) -> str:
    read = [code for code in user.languages.filter(can_read=True).values_list("code", flat=True) if code in LANGUAGES]
    return next((code for code in read if code != LANGUAGES[0]), LANGUAGES[1])


def _page(request, form=None) -> dict:
    _look(request.user)
    typed = request.GET.get("q", "")[:100]
    page = Paginator(Term.objects.saying(typed).in_order(), A_PAGE).get_page(request.GET.get("page"))
    return {
        "page": page, "typed": typed, "form": form or BroughtForm(), "languages": LANGUAGES,
        "may_keep": may_keep_glossary(request.user),
    }  # fmt: skip


def _look(user):
    if not may_see_languages(user):
        raise Http404("not one's own to see")


def _ask(user):
    if not may_keep_glossary(user):
        raise Http404("not one's own to keep")


def _write(request, form, keep):
    if form.is_bound and form.is_valid() and _is_kept(form, keep):
        messages.success(request, gettext("Kept. Translators see it from now on."))
        return HttpResponseRedirect(reverse("manage_languages:terms"))
    status = 422 if form.is_bound else 200
    return render(request, "translation/languages/term.html", {"form": form, "term": form.term}, status=status)


def _is_kept(form, keep) -> bool:
    try:
        with transaction.atomic():
            keep(form.cleaned_data)
    except TermTaken as taken:
        form.add_error(None, gettext("“%(words)s” is the name of another term already.") % {"words": taken})
        return False
    except IntegrityError:
        form.add_error("key", gettext("There is a term of this short name already."))
        return False
    return True
