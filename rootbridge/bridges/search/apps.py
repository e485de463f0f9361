from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "rootbridge.bridges.search"
    label = "search"
