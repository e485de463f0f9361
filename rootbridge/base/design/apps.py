from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "rootbridge.base.design"
    label = "design"
