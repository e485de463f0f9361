from django.apps import AppConfig


class OfficesConfig(AppConfig):
    name = "rootbridge.people.offices"
    label = "offices"
