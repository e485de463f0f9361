"""Which languages a reader reads, and how foreign text is marked on a page in theirs."""

from django.conf import settings
from markupsafe import Markup

from rootbridge.base.design.jinja import direction_of


def languages_read_by(user) -> tuple[str, ...]:
    """Codes of the languages that a member said they read; none of somebody signed out, without a query."""
    if not user.pk:
        return ()
    return tuple(user.languages.filter(can_read=True).values_list("code", flat=True))


def marks(language: str, reader: str) -> Markup:
    """The attributes ``lang`` and ``dir`` for a text in another language than the page; nothing for its own."""
    if language == reader or language not in dict(settings.LANGUAGES):
        return Markup("")
    return Markup(' lang="{}" dir="{}"').format(language, direction_of(language))
