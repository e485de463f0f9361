from django.apps import AppConfig


class LocalitiesConfig(AppConfig):
    name = "rootbridge.subjects.localities"
    label = "localities"
