from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "rootbridge.shared.moderation"
    label = "moderation"
