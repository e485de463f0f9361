from django.apps import AppConfig


class AssociationsConfig(AppConfig):
    name = "rootbridge.subjects.associations"
    label = "associations"
