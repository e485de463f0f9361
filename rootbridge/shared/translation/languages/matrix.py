"""The table of all texts and languages: what each cell says, and how many there are of each."""

from collections import Counter
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Case, Count, Exists, F, OuterRef, Q, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..models import Rendering, State, Wording
from ..reading import reading_order
from .columns import Mark, marks_of

MISSING, ORIGINAL, DRAFT = "missing", "original", "draft"
LANGUAGES = [code for code, _name in settings.LANGUAGES]
COLOURS = {State.CURRENT: "fine", State.BEHIND: "late", State.BEGUN: "soon", State.MACHINE: "soon"}
STATES = [(State.BEHIND, State.BEHIND.label), (MISSING, gettext_lazy("Missing")), (State.BEGUN, State.BEGUN.label),
          (DRAFT, gettext_lazy("A draft waits")), (State.MACHINE, State.MACHINE.label),
          (State.CURRENT, State.CURRENT.label)]  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """``words`` say the state, ``detail`` says more, "" for nothing; ``fallback``: the code of the language in which a
    reader of this one gets the text meanwhile."""

    language: str
    state: str
    words: str
    detail: str = ""
    url: str = ""
    fallback: str = ""
    marks: tuple[Mark, ...] = ()

    @property
    def colour(self) -> str:
        return COLOURS.get(self.state, "plain")


@dataclass(frozen=True)
class Row:
    wording: Wording
    kind: str
    cells: list[Cell]


def chosen(found, asked: dict):
    """The texts that fit what was asked for: {"kind", "topic", "place", "office", "state", "language", "words"}."""
    for name, column in (("kind", "kind"), ("topic", "topic"), ("office", "office__slug")):
        if asked.get(name):
            found = found.filter(**{column: asked[name]})
    if asked.get("place"):
        found = found.filter(place__path__startswith=asked["place"])
    if asked.get("words"):
        found = found.filter(Q(title__icontains=asked["words"]) | Q(slug__icontains=asked["words"]))
    return _in_state(found, asked.get("state", ""), asked.get("language", ""))


def _in_state(found, state, language):
    there = Rendering.objects.filter(wording=OuterRef("pk"))
    there = there.filter(language=language) if language else there
    if state == MISSING and language:
        return found.filter(~Exists(there)).exclude(language=language)
    if state == MISSING:
        return found.annotate(number=Count("renderings")).filter(number__lt=len(LANGUAGES) - 1)
    if state == DRAFT:
        return found.filter(Exists(there.filter(has_draft=True, is_public=True)))
    if state:
        return found.filter(Exists(there.filter(state=state)))
    return found


def behind_first(found):
    """What is behind anywhere first, the newest change first; then by kind and title."""
    late = Rendering.objects.behind().filter(wording=OuterRef("pk"))
    changed = Case(When(Exists(late), then=F("changed_at")), default=None)
    return found.order_by(changed.desc(nulls_last=True), "kind", "title", "pk")


def rows_of(wordings, kinds: dict[str, str]) -> list[Row]:
    """The rows of these texts. One query, and those of the columns of others."""
    wordings = list(wordings)
    renderings: dict[int, dict[str, Rendering]] = {}
    for one in Rendering.objects.filter(wording__in=wordings).defer("public", "draft"):
        renderings.setdefault(one.wording_id, {})[one.language] = one
    marks = marks_of(wordings)
    rows = []
    for wording in wordings:
        there = renderings.get(wording.pk, {})
        cells = [
            _cell(wording, there, code, tuple(marks.get((wording.kind, wording.text, code), ()))) for code in LANGUAGES
        ]
        rows.append(Row(wording, kinds.get(wording.kind, wording.kind), cells))
    return rows


def address_of(wording, language: str) -> str:
    return reverse("manage_languages:side", args=[wording.pk, language])


def _cell(wording, there: dict[str, Rendering], language: str, marks) -> Cell:
    if language == wording.language:
        words = _("Original") if wording.is_public else _("Original, not published")
        return Cell(language, ORIGINAL, words, marks=marks)
    url, one = address_of(wording, language), there.get(language)
    if one is None:
        return Cell(language, MISSING, _("Missing"), "", url, fallback(wording, there, language), marks)
    words, detail = words_of(one)
    return Cell(language, one.state, words, detail, url, marks=marks)


def words_of(one: Rendering) -> tuple[str, str]:
    """How a translation stands: (its state, what more there is to say), in words."""
    words, detail = str(State(one.state).label), ""
    if one.state == State.BEGUN:
        detail = ngettext("%(num)s passage to do", "%(num)s passages to do", one.left) % {"num": one.left}
        detail = detail if one.left else _("waits for approval")
        if one.unread:
            detail = _("made by a machine, not yet read by a person")
    elif one.behind:
        behind = {"num": one.behind, "count": one.count}
        detail = ngettext("%(num)s of %(count)s passages", "%(num)s of %(count)s passages", one.behind) % behind
    if one.has_draft and one.is_public:
        detail = f"{detail} · {_('a draft waits')}" if detail else _("a draft waits")
    return words, detail


def fallback(wording, there: dict[str, Rendering], language: str) -> str:
    """The language in which somebody who reads this one gets the text; "" where nobody can read it yet."""
    public = {code for code, one in there.items() if one.is_public} | (
        {wording.language} if wording.is_public else set()
    )
    order = [*reading_order(language), wording.language, *sorted(public)]
    return next((code for code in order if code in public), "")


@dataclass(frozen=True)
class Tally:
    """``numbers``: {state: texts} of one language, what is missing too; ``total``: texts that could be there."""

    language: str
    numbers: dict[str, int]
    total: int

    @property
    def share(self) -> int | None:
        """Of a hundred texts, how many are up to date; the originals count."""
        good = self.numbers[State.CURRENT] + self.numbers[ORIGINAL]
        return round(100 * good / self.total) if self.total else None


def tallies(found) -> list[Tally]:
    """Every language with how many of these texts are in which state. Three queries."""
    total = found.order_by().count()
    originals = Counter(dict(found.order_by().values_list("language").annotate(number=Count("pk"))))
    counted = Rendering.objects.filter(wording__in=found.order_by().values("pk")).counted()
    rows = []
    for code in LANGUAGES:
        numbers = {state: counted.get((code, state), 0) for state in State.values}
        numbers[ORIGINAL] = originals[code]
        numbers[MISSING] = max(0, total - sum(numbers.values()))
        rows.append(Tally(code, numbers, total))
    return rows
