from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "rootbridge.shared.safety"
    label = "safety"
