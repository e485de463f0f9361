"""Names that stand in several languages: {language: name}."""

from django.conf import settings
from django.utils.translation import get_language


def in_language(names: dict, language: str | None = None) -> str:
    """The name in a language, else in one that the platform offers next, else any."""
    wanted = (language or get_language(), *settings.ROOTBRIDGE_NEXT_LANGUAGES, *names)
    return next((names[code] for code in wanted if names.get(code)), "")


def spoken(words: dict, language: str | None = None) -> dict:
    """The words of a letter or a notice, each name said in the language of whoever reads it."""
    return {key: in_language(value, language) if _is_names(value) else value for key, value in words.items()}


def _is_names(value) -> bool:
    return isinstance(value, dict) and bool(value) and value.keys() <= dict(settings.LANGUAGES).keys()


def language_of(names: dict, language: str | None = None) -> str:
    """The code of the language that ``in_language`` answers in; "" where there is no name."""
    wanted = (language or get_language(), *settings.ROOTBRIDGE_NEXT_LANGUAGES, *names)
    return next((code for code in wanted if names.get(code)), "")
