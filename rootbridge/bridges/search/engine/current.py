"""The engine that the settings name."""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from .contract import Engine


@cache
def engine() -> Engine:
    return import_string(settings.ROOTBRIDGE_SEARCH_ENGINE)()
