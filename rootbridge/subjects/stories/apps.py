from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "rootbridge.subjects.stories"
    label = "stories"
