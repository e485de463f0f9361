"""Files for translators: taking texts along, bringing them back, looking through, taking over, undoing."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from rootbridge.base.files.uploading import takes_files
from rootbridge.people.members.access import staff_only

from ...comparing import compared
from ...models import Arrival, Glossary
from ..bringing import look_through, take_over
from ..bringing import undo as take_back
from ..forms import BroughtForm, MatrixForm
from ..leaves import Refused, leaf_of
from ..matrix import LANGUAGES, chosen
from ..packing import MOST_FILES, WRITERS, packed, unpacked
from .matrix import wordings_of

SHOWN = 10


@staff_only
@require_safe
def one(request, number, language):
    """One text as a file."""
    wording = get_object_or_404(wordings_of(request.user), pk=number)
    how = request.GET.get("format", "xliff")
    if language not in LANGUAGES or language == wording.language or how not in WRITERS:
        raise Http404("no such file")
    ending, write, type_ = WRITERS[how]
    body = write([leaf_of(wording, language, Glossary.read())])
    return _file(body, f"{wording.slug}.{language}.{ending}", type_)


@staff_only
@require_safe
def many(request):
    """All texts that fit what was chosen, in one language, as a ZIP."""
    mine = wordings_of(request.user)
    asked = MatrixForm.read(request.GET, mine).initial
    language, how = asked["language"], request.GET.get("format", "xliff")
    if not language or how not in WRITERS:
        messages.error(request, gettext("Choose a language first."))
        return HttpResponseRedirect(reverse("manage_languages:files"))
    found = chosen(mine, asked).exclude(language=language).public().order_by("kind", "slug")
    wordings = list(found[:MOST_FILES])
    if not wordings:
        messages.info(request, gettext("There is no such text: nothing to take along."))
        return HttpResponseRedirect(reverse("manage_languages:files"))
    glossary = Glossary.read()
    body = packed([leaf_of(wording, language, glossary) for wording in wordings], how)
    return _file(body, f"{asked['state'] or 'texts'}.{language}.zip", "application/zip")


def _file(body: bytes, name: str, type_: str) -> HttpResponse:
    return HttpResponse(body, content_type=type_, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@staff_only
@require_safe
def files(request):
    """Taking along, bringing back, and the files brought before."""
    return render(request, "translation/languages/files.html", _page(request))


@takes_files
@staff_only
@require_POST
def bring(request):
    """Look through a file as a whole; what it would change is shown before anything is kept."""
    mine = wordings_of(request.user)
    form = BroughtForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            leaves = unpacked(file.name, file.read())
            changes = look_through(leaves, mine)
        except Refused as refused:
            form.add_error("file", refused.words)
        else:
            arrival = Arrival.objects.create(by=request.user, name=file.name[:120], changes=changes, texts=len(leaves))
            return HttpResponseRedirect(reverse("manage_languages:brought", args=[arrival.pk]))
    return render(request, "translation/languages/files.html", _page(request, form), status=422)


@staff_only
@require_safe
def brought(request, number):
    """What a file would change, or changed."""
    arrival = _arrival(request, number)
    by_text: dict[tuple, list] = {}
    for change in arrival.changes:
        by_text.setdefault((change["title"], change["wording"], change["language"]), []).append(change)
    return render(
        request, "translation/languages/brought.html", {"arrival": arrival, "texts": by_text, "changed": compared}
    )


@staff_only
@require_POST
def take(request, number):
    arrival = _arrival(request, number)
    try:
        take_over(arrival, by=request.user, wordings=wordings_of(request.user))
    except Refused as refused:
        messages.error(request, refused.words)
    else:
        messages.success(request, gettext("Taken over as drafts. Readers see them once they are published."))
    return HttpResponseRedirect(reverse("manage_languages:brought", args=[number]))


@staff_only
@require_POST
def undo(request, number):
    left = take_back(_arrival(request, number), by=request.user, wordings=wordings_of(request.user))
    words = gettext("Taken back: the passages say what they said before.")
    if left:
        stayed = ngettext("%(num)s passage stays: somebody changed it since.",
                          "%(num)s passages stay: somebody changed them since.", left)  # fmt: skip
        words = f"{words} {stayed % {'num': left}}"
    messages.success(request, words)
    return HttpResponseRedirect(reverse("manage_languages:brought", args=[number]))


def _arrival(request, number) -> Arrival:
    wordings_of(request.user)
    return get_object_or_404(Arrival.objects.brought_by(request.user), pk=number)


def _page(request, form=None) -> dict:
    mine = wordings_of(request.user)
    return {
        "form": form or BroughtForm(), "asked": MatrixForm.read(request.GET, mine), "languages": settings.LANGUAGES,
        "arrivals": Arrival.objects.brought_by(request.user).defer("changes").order_by("-at")[:SHOWN],
    }  # fmt: skip
