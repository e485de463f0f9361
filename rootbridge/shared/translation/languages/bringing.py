"""What a file of translations would change, looked through as a whole; taking it over; undoing."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.text import clean_line, clean_text

from ..models import Arrival, Rendering, Wording
from ..models.rendering import MACHINE, late
from ..passages import places_of
from .actions import begin, draft
from .differing import MARK, disagreements
from .kinds import kind_of
from .leaves import Leaf, Refused, name_of, newest_of

LANGUAGES = dict(settings.LANGUAGES)


def look_through(leaves: list[Leaf], wordings) -> list[dict]:
    """The changes of ``Arrival.changes`` that these leaves would make. Raises Refused for the whole file.
    ``wordings``: all texts that whoever brings it works on."""
    asked = {leaf.name for leaf in leaves}
    texts = [name.partition("/")[2] for name in asked]
    known = {name_of(one): one for one in wordings.filter(text__in=[text for text in texts if _is_uuid(text)])}
    seen, found = set(), []
    for leaf in leaves:
        wording = known.get(leaf.name)
        if wording is None:
            raise Refused(_("This text is not here, or not one of yours: %(name)s.") % {"name": leaf.name[:80]},
                          leaf.line, leaf.file)  # fmt: skip
        _ask_language(leaf, wording)
        if (leaf.name, leaf.language) in seen:
            raise Refused(_("“%(title)s” stands in this file twice.") % {"title": wording.title}, leaf.line, leaf.file)
        seen.add((leaf.name, leaf.language))
        found += _changes_of(leaf, wording)
    return found


def _ask_language(leaf, wording) -> None:
    if leaf.language not in LANGUAGES:
        said = _("The language of the translation is “%(code)s”, which this platform does not have.")
        raise Refused(said % {"code": leaf.language[:20]}, leaf.line, leaf.file)
    if leaf.language == wording.language or leaf.source_language not in ("", wording.language):
        said = _("“%(title)s” was written in another language than this file says.")
        raise Refused(said % {"title": wording.title}, leaf.line, leaf.file)


def _changes_of(leaf: Leaf, wording: Wording) -> list[dict]:
    original = kind_of(wording.kind)._base_manager.get(pk=wording.row)
    rendering = wording.renderings.filter(language=leaf.language).first()
    said, entries = newest_of(wording, rendering)
    behind, places = set(late(entries, wording.words)), places_of(original, wording.words)
    there, changes = {}, []
    for unit in leaf.units:
        _ask_unit(unit, leaf, wording, there)
        there[unit.key] = unit
        place, entry = places[unit.key], entries.get(unit.key)
        words = clean_line(unit.target) if place.is_line else unit.target
        _ask_words(words, unit, place, leaf)
        is_new = bool(words) and words != clean_text(said.get(unit.key, ""))
        is_unread = bool(entry and entry["how"] == MACHINE)
        if is_new or (unit.is_done and words and (unit.key in behind or is_unread)):
            changes.append({
                "wording": wording.pk, "language": leaf.language, "title": wording.title, "passage": unit.key,
                "label": place.label, "from": wording.words[unit.key], "was": said.get(unit.key, ""), "to": words,
                "entry": entry, "looks": disagreements(wording.words[unit.key], words),
            })  # fmt: skip
    missing = [key for key in wording.said if key not in there]
    if missing:
        what = {"title": wording.title, "what": places[missing[0]].label}
        raise Refused(_("A passage of “%(title)s” is missing: %(what)s.") % what, leaf.line, leaf.file)
    return changes


def _ask_unit(unit, leaf, wording, there) -> None:
    title = {"title": wording.title}
    if unit.key in there:
        raise Refused(_("A passage of “%(title)s” stands here twice.") % title, unit.line, leaf.file)
    if unit.key not in wording.words:
        raise Refused(_("“%(title)s” has no such passage any more. Take the file along anew.") % title,
                      unit.line, leaf.file)  # fmt: skip
    if clean_text(wording.words[unit.key]) != unit.source:
        raise Refused(_("The original of “%(title)s” changed meanwhile in this passage. Take the file along anew.")
                      % title, unit.line, leaf.file)  # fmt: skip


def _ask_words(words, unit, place, leaf) -> None:
    if place.longest and len(words) > place.longest:
        said = _("%(what)s: at most %(limit)s letters, these are %(count)s.")
        raise Refused(said % {"what": place.label, "limit": place.longest, "count": len(words)}, unit.line, leaf.file)
    if place.has_marks and words and sorted(MARK.findall(words)) != sorted(MARK.findall(unit.source)):
        raise Refused(_("%(what)s: bold words, links or lists are marked otherwise than in the original.")
                      % {"what": place.label}, unit.line, leaf.file)  # fmt: skip


def _is_uuid(text: str) -> bool:
    return len(text) == 36 and all(letter in "0123456789abcdef-" for letter in text.lower())


def take_over(arrival: Arrival, *, by, wordings) -> Arrival:
    """Every change becomes part of a draft that waits for approval. Raises Refused where something changed since the
    file was looked through; nothing is kept then."""
    with transaction.atomic():
        arrival = Arrival.objects.select_for_update().get(pk=arrival.pk)
        if arrival.taken_at:
            return arrival
        known = wordings.in_bulk({change["wording"] for change in arrival.changes})
        begun = []
        for (number, language), changes in _grouped(arrival.changes).items():
            wording = known.get(number)
            if wording is None or any(wording.words.get(one["passage"]) != one["from"] for one in changes):
                raise Refused(_("“%(title)s” changed since. Bring the file again.") % {"title": changes[0]["title"]})
            if not wording.renderings.filter(language=language).exists():
                begun.append([number, language])
            rendering = begin(wording, language, by=by)
            words = {one["passage"]: one["to"] for one in changes}
            draft(rendering, words, by=by, confirmed=list(words))
        arrival.begun, arrival.taken_at = begun, timezone.now()
        arrival.save()
        record("translation.file_taken", arrival, by=by)
        return arrival


def undo(arrival: Arrival, *, by, wordings) -> int:
    """Put back what stood before, where nobody wrote anything else since; how many passages were left as they are."""
    with transaction.atomic():
        arrival = Arrival.objects.select_for_update().get(pk=arrival.pk)
        if not arrival.taken_at or arrival.undone_at:
            return 0
        known, left = wordings.in_bulk({change["wording"] for change in arrival.changes}), 0
        for (number, language), changes in _grouped(arrival.changes).items():
            rendering = Rendering.objects.filter(wording=known.get(number), language=language).first()
            if rendering is None:
                left += len(changes)
                continue
            left += _undo_one(rendering, known[number], changes, by=by, is_begun=[number, language] in arrival.begun)
        arrival.undone_at = timezone.now()
        arrival.save()
        record("translation.file_undone", arrival, by=by)
        return left


def _undo_one(rendering, wording, changes, *, by, is_begun) -> int:
    said, _entries = newest_of(wording, rendering)
    mine = [one for one in changes if clean_text(said.get(one["passage"], "")) == clean_text(one["to"])]
    ours = {one["passage"] for one in changes}
    is_ours_alone = not any(words and passage not in ours for passage, words in said.items())
    if is_begun and not rendering.is_public and len(mine) == len(changes) and is_ours_alone:
        kind_of(wording.kind)._base_manager.get(pk=rendering.row).delete()
        return 0
    rendering = draft(rendering, {one["passage"]: one["was"] for one in mine}, by=by)
    entries = {one["passage"]: one["entry"] or {"from": "", "to": one["was"], "how": "person"} for one in mine}
    rendering.note(entries, by=by, wording=wording)
    return len(changes) - len(mine)


def _grouped(changes: list[dict]) -> dict[tuple[int, str], list[dict]]:
    found: dict[tuple[int, str], list[dict]] = {}
    for change in changes:
        found.setdefault((change["wording"], change["language"]), []).append(change)
    return found
