from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "rootbridge.subjects.programmes"
    label = "programmes"
