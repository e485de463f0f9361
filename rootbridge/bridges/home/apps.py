from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "rootbridge.bridges.home"
    label = "home"
