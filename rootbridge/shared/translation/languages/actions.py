"""Beginning a translation, and drafting its passages."""

from copy import copy

from django.db import transaction
from wagtail.models import Locale

from rootbridge.base.core.text import clean_text

from ..models import Rendering, Wording
from ..models.rendering import COPY, PERSON
from ..passages import is_many, put
from .kinds import kind_of

NOT_COPIED = ("id", "latest_revision", "live_revision", "first_published_at", "last_published_at", "go_live_at",
              "expire_at")  # fmt: skip


def begin(wording: Wording, language: str, *, by, is_copied: bool = False) -> Rendering:
    """A draft in a language that the text does not have yet, empty or with the words of the original; the one there is
    where somebody began it already."""
    with transaction.atomic():
        wording = Wording.objects.select_for_update().get(pk=wording.pk)
        if there := wording.renderings.filter(language=language).first():
            return there
        model = kind_of(wording.kind)
        original = model._base_manager.get(pk=wording.row)
        row = copy(original)
        row._state = copy(original._state)
        row.pk, row.id, row._state.adding = None, None, True
        for name in NOT_COPIED[1:]:
            setattr(row, name, None)
        row.locale = Locale.objects.get(language_code=language)
        row.live, row.has_unpublished_changes, row.expired = False, True, False
        words = wording.words if is_copied else {_title_of(model): wording.title}
        put(row, words, original)
        row.save()
        rendering = Rendering.objects.get(wording=wording, language=language)
        row.save_revision(user=by, log_action="wagtail.create", clean=False)
        rendering.refresh_from_db()
        rendering.note({key: _entry(said, said, COPY) for key, said in words.items()}, by=by, wording=wording)
        return rendering


def draft(
    rendering: Rendering, words: dict[str, str], *, by, confirmed=(), seen: dict[str, str] | None = None, how=PERSON
) -> Rendering:
    """Keep a draft with new words for some passages, and the word of somebody that others still say the same.

    ``seen``: the words of the original that they were made from, where those may be others by now. Only what is said
    here changes; nothing is kept where nothing does.
    """
    with transaction.atomic():
        rendering, row = held(rendering)
        wording, model = rendering.wording, type(row)
        text = latest_of(row)
        now = rendering.newest(text, wording.words)
        original, made_from = wording.words, wording.words | (seen or {})
        new = {key: said for key, said in words.items() if clean_text(now.get(key, "")) != clean_text(said)}
        entries = {key: _entry(made_from.get(key, ""), said, how) for key, said in new.items()}
        entries |= {
            key: _entry(made_from.get(key, ""), now.get(key, ""), PERSON) for key in confirmed if key not in new
        }
        if not entries:
            return rendering
        order = [*original, *(key for key in now if key not in original)]
        put(text, {key: new.get(key, now.get(key, "")) for key in order}, _original(model, wording) or row)
        text.save_revision(user=by, log_action=True, clean=False)
        rendering.refresh_from_db()
        rendering.note(entries, by=by, wording=wording)
        return rendering


def latest_of(row):
    """A text as its newest draft has it, or as readers see it."""
    return row.get_latest_revision_as_object() if row.has_unpublished_changes else row


def held(rendering: Rendering):
    """A translation and its row, both locked, in the order in which a saved text locks them."""
    named = Rendering.objects.select_related("wording").get(pk=rendering.pk)
    rows = kind_of(named.wording.kind)._base_manager.select_for_update(of=("self",))
    row = rows.select_related("locale", "place", "latest_revision", "live_revision").get(pk=named.row)
    Wording.objects.select_for_update().get(pk=named.wording_id)
    held = Rendering.objects.select_for_update(of=("self",)).select_related("wording").get(pk=named.pk)
    return held, row


def _entry(made_from: str, words: str, how: str) -> dict:
    return {"from": made_from, "to": words, "how": how}


def _original(model, wording):
    return model._base_manager.filter(pk=wording.row).first() if wording.row else None


def _title_of(model) -> str:
    """The first passage of a text is what it is called."""
    return next(name for name in model.translated if not is_many(model, name))
