from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "rootbridge.subjects.services"
    label = "services"
