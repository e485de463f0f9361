from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "rootbridge.shared.conversations"
    label = "conversations"
