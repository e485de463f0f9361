"""In which languages a text exists besides its written rows: what a reader may listen to on its page.

Other rooms may know of more: ``offer_versions(finder)``.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from .models import Article, Form, Recording


@dataclass(frozen=True)
class Version:
    """One text in one language in another form than writing. ``form``: "audio"; ``is_behind``: older than the text."""

    translation_key: UUID
    language: str
    form: str
    is_behind: bool
    url: str


@dataclass(frozen=True)
class Heard:
    """A recording as the page of its text shows it."""

    recording: Recording
    is_behind: bool

    def __getattr__(self, name):
        return getattr(self.recording, name)

    @property
    def minutes(self) -> int:
        return self.recording.file.seconds // 60

    @property
    def length(self) -> str:
        """Minutes and seconds as players write them."""
        return f"{self.recording.file.seconds // 60}:{self.recording.file.seconds % 60:02}"


_finders: list[Callable[[str, Iterable[Article]], Iterable[Version]]] = []


def offer_versions(finder: Callable[[str, Iterable[Article]], Iterable[Version]]) -> None:
    """``finder(kind, rows)``: versions of the texts that these rows belong to."""
    _finders.append(finder)


def versions_of(rows: Iterable[Article]) -> list[Version]:
    """What there is of these texts in forms other than writing; ``rows``: every row of each text, of one kind."""
    rows = list(rows)
    return [version for finder in _finders for version in finder(rows[0].kind, rows)] if rows else []


def heard_beside(shown: Article, rows: Iterable[Article], reader: str, *, is_easy: bool = False) -> list[Heard]:
    """Recordings for the page of a text, first that in its language and of what is shown, then in the reader's. One
    query."""
    by_language = {row.language: row for row in rows}
    wanted = Form.EASY if is_easy else Form.WHOLE

    def place(one):
        return one.language != shown.language, one.form != wanted, one.language != reader, one.language

    found = Recording.objects.live().of_text(shown).for_page()
    return [Heard(one, is_behind(one, by_language)) for one in sorted(found, key=place)]


def is_behind(recording: Recording, by_language: dict[str, Article]) -> bool:
    """Does it say something else than its text by now? ``by_language``: the rows of the text."""
    row = by_language.get(recording.made_from)
    return row is None or recording.is_behind(row)


def _recorded(kind: str, rows: Iterable[Article]) -> Iterable[Version]:
    texts: dict[UUID, dict[str, Article]] = {}
    for row in rows:
        texts.setdefault(row.translation_key, {})[row.language] = row
    for one in Recording.objects.live().filter(kind=kind, translation_key__in=list(texts)).for_page():
        behind = is_behind(one, texts[one.translation_key])
        yield Version(one.translation_key, one.language, "audio", behind, one.file.url)


offer_versions(_recorded)
