from django.apps import AppConfig


class HelpConfig(AppConfig):
    name = "rootbridge.subjects.help"
    label = "help"
