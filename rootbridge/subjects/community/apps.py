from django.apps import AppConfig


class CommunityConfig(AppConfig):
    name = "rootbridge.subjects.community"
    label = "community"
