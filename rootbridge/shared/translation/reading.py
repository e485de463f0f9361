"""Which languages a reader reads, and how foreign text is marked on a page in theirs."""

from collections.abc import Iterable

from django.conf import settings
from markupsafe import Markup

from rootbridge.base.design.jinja import direction_of


def reading_order(language: str, read: Iterable[str] = ()) -> tuple[str, ...]:
    """Codes of the languages in which a text is looked for, best first: the reader's own, those they said they read,
    those that the platform offers next. The original comes after them all."""
    return tuple(dict.fromkeys([language, *read, *settings.ROOTBRIDGE_NEXT_LANGUAGES]))


def languages_read_by(user) -> tuple[str, ...]:
    """Codes of the languages that a member said they read; none of somebody signed out, without a query."""
    if not user.pk:
        return ()
    return tuple(user.languages.filter(can_read=True).order_by("id").values_list("code", flat=True))


def marks(language: str, reader: str) -> Markup:
    """The attributes ``lang`` and ``dir`` for a text in another language than the page; nothing for its own."""
    if language == reader or language not in dict(settings.LANGUAGES):
        return Markup("")
    return Markup(' lang="{}" dir="{}"').format(language, direction_of(language))
