"""The kinds of text that are translated: every model of texts that says which of its fields are."""

from functools import cache

from django.apps import apps

from rootbridge.base.core import parts

from ..models import Article


@cache
def _all() -> dict[str, type[Article]]:
    found = [model for model in apps.get_models() if issubclass(model, Article) and model.translated]
    return {model._meta.label_lower: model for model in found}


def kinds() -> dict[str, type[Article]]:
    """{"services.guide": model} of the parts that are switched on."""
    return {key: model for key, model in _all().items() if parts.is_on(model._meta.app_label)}


def kind_of(key: str) -> type[Article] | None:
    return kinds().get(key)


def titles() -> dict[str, str]:
    """{"services.guide": "Guides"}."""
    return {key: str(model._meta.verbose_name_plural) for key, model in kinds().items()}
