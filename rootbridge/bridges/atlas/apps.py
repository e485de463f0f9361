from django.apps import AppConfig


class AtlasConfig(AppConfig):
    name = "rootbridge.bridges.atlas"
    label = "atlas"
