from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "rootbridge.people.privacy"
    label = "privacy"
