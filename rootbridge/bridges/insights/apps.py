from django.apps import AppConfig


class InsightsConfig(AppConfig):
    name = "rootbridge.bridges.insights"
    label = "insights"
