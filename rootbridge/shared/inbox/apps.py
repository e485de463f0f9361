from django.apps import AppConfig


class InboxConfig(AppConfig):
    name = "rootbridge.shared.inbox"
    label = "inbox"
