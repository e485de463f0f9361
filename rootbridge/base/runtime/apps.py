"""The runtime as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RuntimeConfig(AppConfig):
    name = "rootbridge.base.runtime"
    label = "runtime"
    verbose_name = _("runtime")
