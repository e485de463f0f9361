from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from . import catalogue

REGISTRATIONS = ("verbs", "notices", "slots", "indicators", "sources", "rights", "exporters", "chores", "mapped")


class CoreConfig(AppConfig):
    name = "rootbridge.base.core"
    label = "core"

    def ready(self):
        catalogue.compile_stale()
        autodiscover_modules(*REGISTRATIONS)
