from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    name = "rootbridge.subjects.resources"
    label = "resources"
