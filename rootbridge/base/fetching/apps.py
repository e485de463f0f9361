from django.apps import AppConfig


class FetchingConfig(AppConfig):
    name = "rootbridge.base.fetching"
    label = "fetching"
