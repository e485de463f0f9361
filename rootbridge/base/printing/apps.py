from django.apps import AppConfig


class PrintingConfig(AppConfig):
    name = "rootbridge.base.printing"
    label = "printing"
