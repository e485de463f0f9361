from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "rootbridge.bridges.matching"
    label = "matching"
