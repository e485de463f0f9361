from django.apps import AppConfig


class PacksConfig(AppConfig):
    name = "rootbridge.stewardship.packs"
    label = "packs"
