from django.apps import AppConfig


class TranslationConfig(AppConfig):
    name = "rootbridge.shared.translation"
    label = "translation"
