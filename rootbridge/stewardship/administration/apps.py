from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    name = "rootbridge.stewardship.administration"
    label = "administration"
