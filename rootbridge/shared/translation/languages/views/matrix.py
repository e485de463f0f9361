"""Every text with its languages, and how far each is; the same as CSV."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from rootbridge.base.core.sheets import sheet_of
from rootbridge.base.design.formats import language_name
from rootbridge.people.members.access import staff_only

from ...models import Wording
from ..forms import MatrixForm
from ..kinds import kinds, titles
from ..matrix import LANGUAGES, MISSING, behind_first, chosen, rows_of, tallies
from ..others import cells_of, shown_to
from ..permissions import may_ask_machine, may_keep_glossary, may_see_languages

A_PAGE, MOST_IN_SHEET = 25, 5_000


def wordings_of(user):
    """The texts that somebody translates, of the parts that are on. Raises Http404 for who translates none."""
    if not may_see_languages(user):
        raise Http404("not one's own to see")
    found = Wording.objects.worked_on_by(user).of_kinds(kinds()).filter(row__isnull=False)
    return found.select_related("place", "office")


@staff_only
@require_safe
def matrix(request):
    """Rows are texts, columns the languages; each cell says its state and leads to the text beside its original."""
    mine = wordings_of(request.user)
    form = MatrixForm.read(request.GET, mine)
    found = chosen(mine, form.initial)
    page = Paginator(behind_first(found), A_PAGE).get_page(request.GET.get("page"))
    asked = request.GET.copy()
    for name in ("page", "more"):
        asked.pop(name, None)
    shown = [form.initial["language"]] if form.initial["language"] else LANGUAGES
    narrowed = chosen(mine, form.initial | {"state": "", "language": ""})
    context = {
        "form": form, "page": page, "rows": rows_of(page, titles()), "languages": LANGUAGES, "shown": shown,
        "tallies": tallies(narrowed), "kinds": _by_kind(narrowed), "query": asked, "missing": MISSING,
        "may_keep": may_keep_glossary(request.user), "may_ask": may_ask_machine(request.user),
        "machine": settings.ROOTBRIDGE_TRANSLATE_URL,
        "others": shown_to(request.user, form.initial, request.GET.get("more")),
    }  # fmt: skip
    return render(request, "translation/languages/matrix.html", context)


def _by_kind(found) -> list[tuple[str, list]]:
    """(title of the kind, its tallies), where there is more than one kind."""
    there = set(found.order_by().values_list("kind", flat=True).distinct())
    if len(there) < 2:
        return []
    return [(title, tallies(found.filter(kind=key))) for key, title in titles().items() if key in there]


@staff_only
@require_safe
def sheet(request):
    """The same as CSV: two columns a language, its state and what more there is to say."""
    mine = wordings_of(request.user)
    form = MatrixForm.read(request.GET, mine)
    found = chosen(mine, form.initial).order_by("kind", "title", "pk")[:MOST_IN_SHEET]
    names = [language_name(code) for code in LANGUAGES]
    head = [gettext("Kind"), gettext("Title"), gettext("Address"), gettext("Topic"), gettext("Written in")]
    head += [gettext("Original changed on")]
    head += [words for name in names for words in (name, gettext("%(language)s: more") % {"language": name})]
    rows = [
        [row.kind, row.wording.title, row.wording.slug, row.wording.topic, row.wording.language,
         row.wording.changed_at.date().isoformat(),
         *(words for cell in row.cells for words in (cell.words, _more(cell)))]
        for row in rows_of(found, titles())
    ]  # fmt: skip
    rows += [
        [str(one.other.title), line.title, line.slug, "", line.language, line.changed_on or "",
         *(words for cell in cells_of(line) for words in (cell.words, ""))]
        for one in shown_to(request.user, form.initial, a_page=MOST_IN_SHEET) for line in one.page
    ]  # fmt: skip
    headers = {"Content-Disposition": 'attachment; filename="languages.csv"'}
    return HttpResponse(sheet_of([head, *rows]), content_type="text/csv; charset=utf-8", headers=headers)


def _more(cell) -> str:
    return "; ".join(part for part in (cell.detail, *(mark.words for mark in cell.marks)) if part)
