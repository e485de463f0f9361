"""Recordings in the table of languages: what may be heard of a text, and whether it still says what is written."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rootbridge.base.design.formats import language_name

from ..heard import Heard, is_behind
from ..languages.columns import Mark, add_column
from ..languages.kinds import kind_of
from ..languages.matrix import LANGUAGES
from ..models import Form, Recording, Wording


def marks(wordings: Iterable[Wording]) -> dict[tuple, list[Mark]]:
    """{(kind, text, language): marks}; one in a tongue without a column stands by the language it was read from. One
    query, and one for each kind that has recordings."""
    live = Recording.objects.live().filter(translation_key__in=[one.text for one in wordings])
    recordings = list(live.select_related("file").order_by("form", "language", "pk"))
    rows = _rows_of(recordings)
    found: dict[tuple, list[Mark]] = {}
    for one in recordings:
        language = one.language if one.language in LANGUAGES else one.made_from
        late = is_behind(one, rows.get((one.kind, one.translation_key), {}))
        mark = Mark(_words(Heard(one, late)), one.file.url, late)
        found.setdefault((one.kind, one.translation_key, language), []).append(mark)
    return found


def _words(heard: Heard) -> str:
    """What is read, in which tongue where that is another than the column says, and how long it is."""
    words = _("Easy words, recorded") if heard.form == Form.EASY else _("Recording")
    if heard.recording.language not in LANGUAGES:
        words = f"{words}: {language_name(heard.recording.language)}"
    return f"{words}, {heard.length}"


def _rows_of(recordings) -> dict[tuple, dict]:
    """{(kind, text): {language: its row}} of the texts that are read."""
    found: dict[tuple, dict] = {}
    for kind in {one.kind for one in recordings}:
        model, texts = kind_of(kind), [one.translation_key for one in recordings if one.kind == kind]
        rows = model._base_manager.filter(translation_key__in=texts).select_related("locale") if model else []
        for row in rows:
            found.setdefault((kind, row.translation_key), {})[row.language] = row
    return found


add_column("recordings", gettext_lazy("To listen to"), marks, order=10)
